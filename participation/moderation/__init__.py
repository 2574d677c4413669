"""Moderation: what anyone says should not be on the site, who judges it, and the writer who does not agree.

Owns reports, the cases that are made of them, and the limits for newcomers. What can be reported is registered from
above, in the moderated.py of a room, with one declaration per kind; this room knows only its name and how to hide it.
May know areas and the foundation. The words themselves stay in their own room and are in no history.
"""
