"""The floor of the areas: territory through time, figures, organisations, who does what where, imports.

Rooms from top to bottom: imports, reforms, addresses, organisations, roles, figures, territory. Each may
know the rooms after it in this list and the foundation.
"""
