"""Initiatives: what residents and village associations want to do themselves, from first draft to done.

Owns initiatives with their makers, support, comments and questions, the feasibility checks by departments, the rung of
the participatieladder that was promised, and the queue in which comments are looked at. May know areas, following and
the foundation. What becomes of an initiative above (a project, an application) is linked to it by the rooms above.
Names show only where someone chose it; who gives support is never told to anyone.
"""
