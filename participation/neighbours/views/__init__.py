"""The doors: `public` for readers, `members` for who asks and offers, `work` for who reads first and keeps the directory."""
