"""What the tables of statistics say: which cells there are, and whether they agree."""
