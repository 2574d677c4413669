"""Wording and checks: `rounds` of sets and rounds, `answers` of what people say, `walking` at the doors, `wishes` after."""
