"""A copy of the portal in which no personal data remains, to train with (docs/adr/0158-training-copy.md)."""
