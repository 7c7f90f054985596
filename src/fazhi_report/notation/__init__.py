"""How Chinese official writing puts numbers, dates, percentages and punctuation on paper."""
