"""Evaluation of projects and goals: done or not, what it cost and brought, what residents thought, what was learned.

Owns what is kept of a project (how much, how well, who is better off), evaluations, lessons that can be found again
and recipes of projects that another area takes over. May know yearly programmes, commitments and what lies below.
"""
