"""People who sign in: the person, the way in (allauth) and the guards that a view declares.

Knows nothing of areas: which roles someone holds, where and since when, is kept by `areas.roles`.
"""
