"""Components: everything that a page is made of.

Owns the component library (`templates/cotton/`), the two layouts, the theme on top of the NL Design
System, the third-party front-end files in `static/vendor/` and the template tags that components need.
It may know Django and nothing of what is shown: no model, no room, no role. What differs per gemeente
(name, colours) comes from `foundation.branding`; what stands in the menus comes from the settings.
"""
