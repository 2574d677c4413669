"""Sheets: projects out of the portal into a workbook, and back without loss by their lasting id.

Owns what a cell says of a project, the preview of an uploaded file and the moment of reading it in: all rows or
none. Writes only through `projects`, and never makes anything public.
"""
