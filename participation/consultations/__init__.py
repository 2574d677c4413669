"""Consultations: going round an area with a few questions, at the door, on paper and online (the vragenronde).

Owns question sets, rounds, the streets and addresses that are walked, what was answered, and the wishes in it until
everybody who asked for it has heard what became of theirs. May know initiatives and signals, which a wish can become,
areas and the foundation. An answer knows no name; who left an address to hear the result stands apart and is forgotten
(docs/adr/0128-who-said-it-at-the-door.md). A walking list works without a connection (docs/adr/0129-walking-list.md).
"""
