"""What becomes of accounts: probabilities that a table of coefficients explains, and how far to trust them."""
