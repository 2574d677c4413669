"""Taakgroepen: residents who carry out one thing together, from finding each other to being thanked.

Owns groups with their members, tasks, messages, calls for help and the weekly talk of opbouwwerker and wijkmanager. May
know initiatives, areas and the foundation; that a group works on a project is known by the rooms above. Nobody sees the
address of another: all contact goes through the portal, and names are public only where someone chose it.
"""
