"""Back-ups: the whole portal, rows and files, in one archive that can be checked, and put back as a whole or not at all.

Owns the form of the archive and the list of what was made and put back. Knows tables only as the database names them,
so that nothing of any room above is forgotten.
"""
