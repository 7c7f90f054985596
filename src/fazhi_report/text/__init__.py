"""The plain tools of Chinese text: patterns, zones, width, references."""
