"""What we know: the data file as a model."""
