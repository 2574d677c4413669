"""Files: documents (PDF) that people add to what they write, checked by their content and kept as they came.

Owns the stored file, the check and the answer that sends it. Who may open one is known by the room that shows
it: a file has no address of its own.
"""
