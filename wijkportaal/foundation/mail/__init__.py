"""Mail that leaves the portal: an outbox row in the transaction that causes it, delivered by a job.

Knows jobs. What a letter says is written in the letters.py of the room that sends it.
"""
