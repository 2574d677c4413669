"""Signals: what somebody saw, asks or wishes, from the moment it is handed in until it is done or answered.

Owns signals and who sent them, the four routes with their terms and steps, which signals are about the same thing,
filters that workers keep, and how long each stretch takes. May know subscriptions, areas and the foundation. Rooms
above add moments of their own to the lead times by `@moment` in a lead_moments.py. Who sent something is personal:
it stands in a table of its own without history, is never on the site unless the sender chose so, and is forgotten.
"""
