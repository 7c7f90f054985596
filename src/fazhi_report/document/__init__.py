"""What is said: the document between the data and every format."""
