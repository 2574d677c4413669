"""How dates and numbers are written in Frisian: as in Dutch. Django has no formats of its own for it."""

from django.conf.locale.nl.formats import *  # noqa: F403
