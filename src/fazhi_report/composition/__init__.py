"""The composition of a document from a report."""
