"""Makes a data file from an old report."""
