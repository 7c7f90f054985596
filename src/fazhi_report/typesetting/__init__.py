"""How names, titles, signatures and the last page are set, decided once for every writer that makes pages."""
