"""How dates and numbers are written in English by a gemeente in the Netherlands: not the American way round."""

from django.conf.locale.nl.formats import *  # noqa: F403

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
