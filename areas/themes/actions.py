"""Every write on themes."""

from collections.abc import Mapping
from typing import Any

from areas.themes.catalogue import FIRST_THEMES
from areas.themes.models import Theme
from wijkportaal.foundation.audit.actions import recorded


def save_theme(theme: Theme, values: Mapping[str, Any], *, by) -> Theme:
    """Create a theme or change it."""
    with recorded(by=by, action="themes.save_theme"):
        for name, value in values.items():
            setattr(theme, name, value)
        theme.save()
    return theme


def ensure_themes(*, by) -> None:
    """Give a gemeente without any theme the ones with which every gemeente starts."""
    with recorded(by=by, action="themes.ensure_themes"):
        if not Theme.objects.exists():
            Theme.objects.bulk_create(
                Theme(name=name, slug=slug, icon=icon, colour=colour, position=position)
                for position, (name, slug, icon, colour) in enumerate(FIRST_THEMES, start=1)
            )
