"""XML with exact places: what the readers of XML formats share."""
