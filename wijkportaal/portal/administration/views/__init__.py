"""The doors of the beheerder."""
