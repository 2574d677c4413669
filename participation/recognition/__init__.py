"""Recognition of panels and dorpsbelangen: the file that each board keeps, the criteria of the gemeente, and decisions.

Owns what a board declares (statutes, KvK, members, meetings, ties of board members with the council), the criteria with how
each stands today, recognitions with their life cycle, and the page and print with which a panel looks for members. Who is
on the board and in which areas it works is known by `areas.organisations`; money is known by the rooms above.
"""
