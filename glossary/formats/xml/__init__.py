"""What the formats in XML share: parsing, escaping, and the words for fields and statuses."""
