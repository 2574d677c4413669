"""The Dutch texts of Rietwolde, in TOML files that a copy writer can edit."""
