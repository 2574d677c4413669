"""Amounts of money: exact euros as Decimal with two places, how they are written and divided.

Owns the arithmetic and wording of amounts that every floor shares; what money is for, the floors above know.
Knows nothing of the house.
"""
