"""What a beheerder sets, watches over and takes along: one page that names every setting, the texts of mails, the files
that came in and went out, the work behind the scenes, the health of the portal, and a copy of it for training.

Owns no tables. May know every room below the roof, and the rooms of the roof under it.
"""
