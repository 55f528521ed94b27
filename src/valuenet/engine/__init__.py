"""Running the tables' SQL on DuckDB or, transpiled, on Spark."""
