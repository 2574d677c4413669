"""Following: what someone wants to be told about, at once or in a digest by mail, and how to stop it.

Owns followers, what they follow and the news that goes to them. What can be followed (an area, a theme, a project …)
is registered from above by kind and id, in a room's following.py, so this room knows only the kinds of its own
floor and below. May know areas and the foundation. Nothing of it is public and nothing is measured: whether a mail
was opened or a link was followed is not known to anyone.
"""
