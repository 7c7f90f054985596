"""An old report to a data file."""
