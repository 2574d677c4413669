"""Charts: figures as drawings, made on the server, the same for a page and for print.

Owns pure functions that turn numbers into a `Chart`: an SVG together with the table that says the same. The
SVG uses presentation attributes only (no style sheet, no custom properties, no ids), so that it can stand
under the strict security policy and in WeasyPrint. It knows numbers and colours, and no figure by name.
"""
