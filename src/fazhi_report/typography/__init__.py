"""Checks how Chinese official documents are set: marks, digits, spaces, words (GB/T 15834, GB/T 15835)."""
