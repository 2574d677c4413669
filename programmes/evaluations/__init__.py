"""Evaluation of projects and goals: done or not, what it cost and brought, what residents thought, what was learned.

Owns evaluations, lessons that can be found again and recipes of projects that another area takes over. May know
yearly programmes, commitments and what lies below.
"""
