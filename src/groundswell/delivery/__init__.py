"""Alerts to the tools where people work, and their answers back into the warehouse."""
