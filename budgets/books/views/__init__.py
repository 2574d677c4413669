"""The doors of a book: home, lines, reserves, requests, the yearly account, and those of others than the board."""
