"""How a given .docx looks, measured."""
