"""Pictures: photos and logos that people upload, made safe and small enough to show.

Owns the picture with its alternative text, the check of what is uploaded, the sizes that pages offer and
the door through which they are served. Knows people and audit; who shows a picture where, its owner knows.
"""
