"""Where everybody begins: the front page, the page of one area, what happens in a street, the first page of work.

Owns no tables. May know every room below the roof, and the rooms of the roof under it.
"""
