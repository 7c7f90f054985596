"""Report to document."""
