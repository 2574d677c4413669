"""Commitments: afspraak is afspraak. What somebody promised to whom, by when, and what became of it.

Owns commitments, every step in their life and the share that was kept in time. Knows programmes, projects,
areas, organisations and the foundation; who a promise was made to is personal and never leaves the workspace.
"""
