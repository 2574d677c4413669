"""Progress: who carries a project says how it stands, in one list, on site or by a link in a mail.

Owns the list of an organisation's own projects, the short report on one of them, the signed link for who does
not sign in, and the letters that ask for it. Has no tables: what is said is written by `projects`.
"""
