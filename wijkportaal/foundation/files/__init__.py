"""Files: documents (PDF) that people add to what they write, checked by their content and kept as they came.

Owns the stored file, the check, the answer that sends it, and the zip in which files travel. Who may open one is
known by the room that shows it: a file has no address of its own.
"""
