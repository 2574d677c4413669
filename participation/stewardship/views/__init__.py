"""The doors: `public` for everyone, `workspace` for who keeps the records."""
