"""Networks from other programs' files, and for them: GEXF, GraphML, Parquet and edge lists."""
