"""Which element of an official document each line is."""
