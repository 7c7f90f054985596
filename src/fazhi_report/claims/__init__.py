"""What sentences claim about their own numbers."""
