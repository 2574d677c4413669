"""The yearly programme of an area: its texts, the projects it promises, its agenda and its life cycle.

Owns programme, parts, entries and agenda. Knows projects, areas, organisations and the foundation; the
brochure is made by `editions` from what `queries.programme_for_print` gives.
"""
