"""The document tree between the data and the output formats."""
