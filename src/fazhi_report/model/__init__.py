"""The content of a data file as Pydantic models."""
