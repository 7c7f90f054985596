"""What the numbers of a text say of each other: quantities, their roles, and the claims that tie them."""
