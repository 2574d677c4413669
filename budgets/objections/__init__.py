"""Objections: who does not agree with a decision says so, and gets an answer within the term of the law.

Owns objections with their terms (in time or not, when the answer is due, adjourned once) and the answer. Knows
decisions, areas and the foundation; who objects is personal and is shown to nobody outside.
"""
