"""Vouchers: a wijkwaardebon for an idea, that a group or supplier redeems with its code until it expires.

Owns vouchers and their redemptions. Knows the ledger, in which each voucher has its own account, areas,
organisations and the foundation. Codes and names of who redeems are for officials and the holder alone.
"""
