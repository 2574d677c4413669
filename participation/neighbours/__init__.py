"""Neighbours: small asks and offers of help, things and rooms within an area, and who does this as a profession.

Owns notices with their life, the talks in which two people find each other without telling addresses until both agree,
blocks, and the directory of organisations to call. May know areas, organisations, moderation (which judges what is
reported) and the foundation. The public reads what and roughly where, never who; nothing about health is published.
"""
