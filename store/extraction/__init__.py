"""Clean text in, Extraction out: pure functions, no database, no clock, no network."""
