"""One search over everything that the portal knows: areas, projects, promises, meetings, organisations and the rest.

Owns the index (a row with the words of each thing that can be found), the words by which typing errors are seen
through, and the list of what changed since. Who may find what is asked of the room that owns the thing, each time. May
know every room below the roof; the other rooms of the roof may know this one.
"""
