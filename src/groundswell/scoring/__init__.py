"""Texts in, sentiment out: a transformer scorer that knows nothing of dbt."""
