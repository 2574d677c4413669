"""Organisations that work in an area (wijkpanel, dorpsbelang, corporatie, sociaal wijkteam, departments …),
their people with function, face and number, and the places they keep: wijkgebouwen, schools, playgrounds.

Knows areas (territory), roles, pictures and rich text. What of someone's contact details the public sees is
chosen field by field; only `queries.py` decides what leaves this room.
"""
