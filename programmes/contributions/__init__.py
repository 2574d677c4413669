"""Several parties make one programme: suppliers write and sign their parts, remarks, reminders, amendments.

Owns remarks, the reading of earlier versions, reminders and what was amended after adoption. May know yearly
programmes (which own the parts, their life cycle and the gemeente's template) and what lies below. A supplier
sees only its own parts here.
"""
