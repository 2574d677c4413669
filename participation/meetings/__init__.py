"""Bijeenkomsten: coming together of every kind, from the first notice to what was decided and promised there.

Owns meetings with their agenda, who comes, the door, minutes, decisions and promises, and the load of all that overleg in
hours. May know initiatives, areas and the foundation; what a promise becomes is known by the rooms above. Who comes is
private, is asked as little as can be, and is forgotten some time after; how many came stays.
"""
