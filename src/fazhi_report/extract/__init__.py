"""Raw paragraphs and tables to a report."""
