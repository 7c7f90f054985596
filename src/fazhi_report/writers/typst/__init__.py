"""The PDF, set by Typst from one fixed template that reads the document and the norms as JSON."""
