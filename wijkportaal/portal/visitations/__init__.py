"""Visitations: colleagues from other gemeenten look at how an area works, and what becomes of what they recommend.

Owns the questionnaire on the five themes, the self-evaluation with its evidence, the visit, the report and the
recommendations until they are done. Knows the records of the portal through `questions`; may know all rooms below.
"""
