"""Visies: what an area wants to be in about ten years, with its goals, development plan and execution plans.

Owns visions, their themes and goals, and the plans that follow. Projects name a goal of this room; it knows areas
and the foundation, and no project.
"""
