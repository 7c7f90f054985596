"""What is said: the document tree."""
