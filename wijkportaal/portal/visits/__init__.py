"""Visits: all that somebody should know of an area before going there, on one A4: “morgen naar Grou”.

Owns no tables. Owns the rule by which three things that go well and three that do not are chosen from the records of
the rooms below, and how texts are shortened until they fit. Says nothing that the public may not know.
"""
