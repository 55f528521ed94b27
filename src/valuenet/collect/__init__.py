"""Sources to records: read what is there, convert it, and keep account of every row."""
