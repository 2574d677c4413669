import re
from pathlib import Path

import pytest
from django.conf import settings

from wijkportaal.portal.trail.wording import reading

NAMED = re.compile(r'action="([a-z_]+\.[a-z_]+)"')


def test_every_action_in_the_code_has_a_reading():
    floors = ("areas", "budgets", "participation", "programmes", "wijkportaal")
    sources = [path for floor in floors for path in Path(settings.BASE_DIR, floor).rglob("*.py")]
    named = {name for path in sources for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 400
    unread = sorted(name for name in named if reading(name) == name)
    assert unread == [], "Say it in portal/trail/wording.py: a verb, a thing, or the whole."


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("signals.receive_signal", "Signaal ontvangen"),
        ("initiatives.write_comment", "Reactie schrijven"),
        ("visions.add_goal", "Doel toevoegen"),
        ("analysis.ask_for_judgements", "Oordelen vragen"),
        ("roles.invite", "Uitnodigen"),
        ("yearly.take_over", "Vorig programma overnemen"),
        ("questions.write_answer", "Antwoord schrijven"),
        ("nowhere.zap_thing", "nowhere.zap_thing"),
        ("", ""),
    ],
)
def test_a_name_is_read_as_one_says_it(action, expected):
    assert reading(action) == expected
