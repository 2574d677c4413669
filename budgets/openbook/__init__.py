"""The open book: what anyone may read of the money of one area, year by year, and take along as open data.

Owns no table. Puts together what the rooms below know: what was granted and why, the sums of the ledger, and the
account that the board published. Words that somebody wrote with a single booking are not among it: in them names can
stand.
"""
