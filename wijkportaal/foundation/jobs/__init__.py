"""Work that takes time, as a row: asked for in the transaction that needs it, done by a Celery worker.

The effect of a job and its state change together on a locked row, a sweep sends again what is due, so
nothing is lost and nothing is done twice when a worker, Redis or PostgreSQL dies. Which work exists is
registered from above by `@handles` in a room's tasks.py; this room knows none of it.
"""
