"""The rules; each rule is a function."""
