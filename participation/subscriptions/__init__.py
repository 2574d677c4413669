"""Following: what someone wants to be told about, at once or in a digest by mail, and how to stop it.

Owns subscriptions and the news that goes to followers. What can be followed (an area, a theme, a project …) is
registered from above by kind and id, so this room knows none of it. May know areas and the foundation.
"""
