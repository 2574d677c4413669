"""Who does what where and when: roles held in an area for a period, the invitations that lead to one, the
yearly review of who still has access, and the second factor that staff must have.

Knows people (foundation) and areas (territory). Every room above asks `rules.holds(...)` who may do
something; what the something is, only that room knows. Permissions of foundation rooms are decided here,
because the foundation has no roles.
"""
