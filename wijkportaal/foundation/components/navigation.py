"""Menus: what stands in the two layouts, declared in the settings so that no room needs to know another.

`NAVIGATION = {"public": [{"label": …, "url": "portal:home", "icon": "home", "permission": "…",
"section": "…"}, …], "workspace": […], "footer": […]}`; icon, permission and section may be left out. An
item whose room is not installed is left out.
"""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import gettext


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    icon: str
    section: str
    is_current: bool


def navigation_items(menu: str, request: HttpRequest | None) -> list[NavigationItem]:
    """The items of a menu that this visitor may use, with the one that is open marked."""
    declared = getattr(settings, "NAVIGATION", {}).get(menu, ())
    path = request.path if request else ""
    user = getattr(request, "user", None)
    found = []
    for item in declared:
        permission = item.get("permission")
        if permission and not (user and user.has_perm(permission)):
            continue
        try:
            url = reverse(item["url"])
        except NoReverseMatch:
            continue
        found.append((item, url))
    # Of two items that fit, such as /wijken and /wijken/kaart, the longest is the page that is open.
    fitting = [
        url
        for _, url in found
        if path == url or (url != get_script_prefix() and path.startswith(url.rstrip("/") + "/"))
    ]
    current = max(fitting, key=len, default=None)
    # A page that fits no more than the first page of the menu stands under the item of its room, if that has one.
    if found and current in (None, found[0][1]) and current != path:
        room = getattr(request.resolver_match, "namespace", "") if request else ""
        current = next((url for item, url in found if item["url"].partition(":")[0] == room), current)
    return [
        NavigationItem(
            label=gettext(item["label"]),
            url=url,
            icon=item.get("icon", ""),
            section=gettext(item["section"]) if item.get("section") else "",
            is_current=url == current,
        )
        for item, url in found
    ]


def navigation_sections(menu: str, request: HttpRequest | None) -> list[tuple[str, list[NavigationItem]]]:
    return [
        (section, list(items))
        for section, items in groupby(navigation_items(menu, request), key=lambda item: item.section)
    ]
