"""The measured layout of a .docx."""
