"""The doors: `public` for people and programs, `sitemaps` for search engines, `widget` for other sites, `manage` inside."""
