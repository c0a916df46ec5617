"""Tables of pairs: CSV, TSV with a header, workbooks. A row is a unit; the titles of the columns say what they hold."""
