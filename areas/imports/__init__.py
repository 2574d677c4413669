"""Imports: files of borders, key figures, villages, organisations and postcodes into the rooms below.

Owns the reading of those files, the preview (what is new, changed, gone or wrong) and the batch that was
uploaded. All or nothing: a file with one wrong row changes nothing. May know every room of this floor and
writes only through their actions.
"""
