"""What others decreed: standards, law, catalogues."""
