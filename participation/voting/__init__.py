"""Voting: residents of an area choose between plans, secretly and once each, by a rule that stood there beforehand.

Owns rounds, their plans, codes to vote with, ballots, paper ballots and results. May know initiatives,
which can be put to the vote, areas and the foundation.
A ballot knows no person, no address and no code (docs/adr/0115-secret-ballots.md); what is counted, and how a lot
was drawn, can be done again by anyone (docs/adr/0116-counting-and-lots.md).
"""
