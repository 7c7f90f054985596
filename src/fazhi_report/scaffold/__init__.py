"""New files for drafters."""
