"""Open data: all that is public in the portal, for programs and for other websites.

Owns the files that anyone may take along and their licence, the catalogue of them (DCAT-AP-NL), the sitemaps for search
engines and for the Woo-index (DiWoo), what programs read on a page (schema.org, link previews), and the small page of an
area for the gemeente's own site. It decides nothing of what is public: each dataset comes from the query with which the
room below shows it to a visitor. May know every room below the roof.
"""
