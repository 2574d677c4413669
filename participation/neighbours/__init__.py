"""Neighbours: small asks and offers of help, things and rooms within an area, and who does this as a profession.

Owns notices with their life, the talks in which two people find each other without telling addresses until both agree,
reports, blocks, and the directory of organisations to call. May know areas, organisations and the foundation. The public
reads what and roughly where, never who; nothing about health is published.
"""
