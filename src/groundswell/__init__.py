"""Customer sentiment trends, computed inside the warehouse that already holds the data."""
