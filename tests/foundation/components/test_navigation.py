import pytest
from django.contrib.auth.models import AnonymousUser

from wijkportaal.foundation.components.navigation import navigation_items, navigation_sections

MENUS = {
    "test": [
        {"label": "Begin", "url": "portal:home", "icon": "home"},
        {"label": "Werk", "url": "portal:workspace"},
        {
            "label": "Kleuren",
            "url": "branding:change",
            "permission": "branding.change_gemeente",
            "section": "Beheer",
        },
        {"label": "Nog niet gebouwd", "url": "nowhere:index"},
    ]
}


class Someone(AnonymousUser):
    def __init__(self, *permissions):
        self.permissions = permissions

    def has_perm(self, permission, obj=None):
        return permission in self.permissions


@pytest.fixture
def request_of(rf, settings):
    settings.NAVIGATION = MENUS

    def made(path, *permissions):
        request = rf.get(path)
        request.user = Someone(*permissions)
        return request

    return made


def test_items_without_a_room_or_permission_are_left_out(request_of):
    assert [item.label for item in navigation_items("test", request_of("/"))] == ["Begin", "Werk"]
    allowed = request_of("/", "branding.change_gemeente")
    assert [item.label for item in navigation_items("test", allowed)] == ["Begin", "Werk", "Kleuren"]
    assert navigation_items("unknown", allowed) == []


@pytest.mark.parametrize(
    ("path", "current"), [("/", ["Begin"]), ("/werk", ["Werk"]), ("/werk/iets", ["Werk"]), ("/werkplek", [])]
)
def test_the_open_page_is_marked_and_only_that(request_of, path, current):
    items = navigation_items("test", request_of(path))
    assert [item.label for item in items if item.is_current] == current


def test_sections_keep_the_order_of_the_items(request_of):
    sections = navigation_sections("test", request_of("/", "branding.change_gemeente"))
    assert [(name, len(items)) for name, items in sections] == [("", 2), ("Beheer", 1)]


def test_without_a_request_nothing_is_current(settings):
    settings.NAVIGATION = MENUS
    assert not [item for item in navigation_items("test", None) if item.is_current]
