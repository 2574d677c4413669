"""Editing by several people at once: version numbers, autosave, what was typed but not yet accepted.

Owns the rule that nobody overwrites another and that nothing typed is lost (docs/adr on editing). Knows
people and the audit room; what is edited it learns from the models that inherit `Edited`.
"""
