"""The DuckDB file: created from the model, written in one go, checked, and read by everything after."""
