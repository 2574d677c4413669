"""Documents: HTML in, accessible PDF (PDF/UA-1) out, and the maps and pictures that print needs as vectors.

Owns the print renderer, its fonts and the wall around it: a document reads the portal's own static files,
icons and media and nothing else. Of other rooms it knows
only how a job says that it failed for good; what a document says is decided above.
"""
