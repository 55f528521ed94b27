"""Measures: one SQL file per table, in a folder per chapter, and the catalogue that reads them."""
