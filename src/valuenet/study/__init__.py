"""A study: the file that declares everything, read, located and checked before any data is touched."""
