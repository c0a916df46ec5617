"""What the formats that are tables share: rows of cells, headers, columns, and lists of words."""
