"""The doors of surveys: for who answers, and for who holds them."""
