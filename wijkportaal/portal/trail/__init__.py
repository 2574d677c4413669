"""Who did what: the audit trail of all rooms together, searched, and taken out as a file.

Owns the files that were asked for; the trail itself is kept by triggers (foundation.audit), and that of one thing is shown
there. Stands on the roof because it narrows to an area with all that lies in it. May know every room below the roof.
"""
