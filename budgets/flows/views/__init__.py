"""The doors of money flows."""
