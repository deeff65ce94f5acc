"""The warehouse: the only room with SQL. It stores what the pipeline hands it and serves what analysts ask."""
