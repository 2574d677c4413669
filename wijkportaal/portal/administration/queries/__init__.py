"""What the pages of the beheerder show."""
