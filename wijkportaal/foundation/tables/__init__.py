"""Tables: reading and writing spreadsheets, safely.

Owns the reading of xlsx and csv files as people really send them, the reading of Dutch numbers, and the
writing of files in which no cell is live. Knows nothing of what the columns mean.
"""
