"""Filters of lists: a wrong value is refused with what is wrong, and so is a name that does not exist."""

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wijkportaal.foundation.api.problems import QUERY, Wrong
from wijkportaal.foundation.api.words import Words


class Narrowing(django_filters.FilterSet):
    """What a list can be narrowed to. Names are Dutch and camelCase; each says in `label` what it does."""

    def narrowed(self) -> QuerySet:
        """Return what is left. Raises Wrong."""
        if not self.is_valid():
            raise Wrong(QUERY, {name: list(map(str, says)) for name, says in self.errors.items()})
        return self.qs


class WordFilter(django_filters.ChoiceFilter):
    """One of our codes, by the Dutch word that the API has for it."""

    def __init__(self, words: Words, **options) -> None:
        self.words = words
        super().__init__(choices=[(name, name) for name in words.names.values()], **options)

    def filter(self, qs, value):
        return super().filter(qs, self.words.key(value)) if value else qs


class FlagFilter(django_filters.TypedChoiceFilter):
    """Yes or no, as `true` or `false`."""

    def __init__(self, **options) -> None:
        choices = [("true", "true"), ("false", "false")]
        super().__init__(choices=choices, coerce=lambda value: value == "true", **options)


class YearFilter(django_filters.NumberFilter):
    """A year."""

    field_class = forms.IntegerField

    def __init__(self, **options) -> None:
        limits = [MinValueValidator(1900), MaxValueValidator(2200)]
        super().__init__(validators=limits, localize=False, **options)

    def get_max_validator(self):
        return None


class DayFilter(django_filters.DateFilter):
    """A day, as `2026-03-31`."""

    def __init__(self, **options) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)


def check_names(given, known: set[str]) -> None:
    """Refuse a name that means nothing here, and signs that no text has. Raises Wrong."""
    faults = {name[:40]: [_("Deze parameter bestaat hier niet.")] for name in given if name not in known}
    for name in given:
        if name in known and any("\x00" in value for value in given.getlist(name)):
            faults[name] = [_("Hier staat een teken in dat geen tekst is.")]
    if faults:
        raise Wrong(QUERY, faults)
