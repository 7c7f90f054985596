"""Documents to bytes: one file a format."""
