"""Wording and checks: `intake` of what is handed in, `handling` of what workers do with it."""
