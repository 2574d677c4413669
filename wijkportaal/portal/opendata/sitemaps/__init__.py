"""Lists of addresses for programs: the pages of the portal for search engines, and documents for the Woo-index.

`pages` and `documents` say what is on the lists, `writing` writes them by the sitemaps protocol. A list is cut in pieces
of at most MOST addresses, each read with one query or a few.
"""
