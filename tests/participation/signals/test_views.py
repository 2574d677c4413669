import io
import re
from datetime import timedelta
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from areas.addresses.models import Postcode
from participation.signals.actions import handling
from participation.signals.actions.merging import merge_signals
from participation.signals.models import SavedFilter, Sender, Signal
from participation.signals.queries.following import follow_token
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import ThemeFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.operations.forms import begun_now

pytestmark = pytest.mark.django_db
NEW, INBOX = reverse("signals:new"), reverse("signals:inbox")


def text_of(response):
    return " ".join(response.content.decode().split())


def address(door, signal, *more):
    return reverse(f"signals:{door}", args=[signal.public_id, *more])


def minutes_ago(minutes=2):
    with mock.patch(
        "wijkportaal.foundation.operations.forms.time.time",
        return_value=timezone.now().timestamp() - 60 * minutes,
    ):
        return begun_now()


def handed_in(**changes):
    return {
        "text": "De lantaarn op de hoek is stuk. Kunt u komen kijken?",
        "kind": "report",
        "wants_public": "ja",
        "begun": minutes_ago(),
    } | changes


def photo_with_a_place():
    out = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (40, 30), "green").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("foto.jpg", out.getvalue(), "image/jpeg")


def test_somebody_without_an_account_hands_a_signal_in_and_follows_it(client, area, manager):
    values = handed_in(
        latitude="53,02",
        longitude="5,02",
        place="Bij de brug",
        name="علي 👩‍🌾",
        email="ali@voorbeeld.example",
    )
    answer = client.post(NEW, values | {"photo": photo_with_a_place()})
    signal = Signal.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("signals:follow", args=[follow_token(signal)]),
    )
    assert (signal.area, signal.title, signal.channel, signal.wants_public, signal.place) == (
        area,
        "De lantaarn op de hoek is stuk.",
        "web",
        True,
        "Bij de brug",
    )
    with signal.photo.open() as file, Image.open(file) as image:
        assert not image.getexif()
    page = text_of(client.get(answer["Location"]))
    assert (signal.public_id in page, "U hoort uiterlijk op" in page) == (True, True)
    # Nothing of it is on the site, whatever its sender chose, until somebody looked at it.
    assert client.get(signal.get_absolute_url()).status_code == 404
    assert signal.title not in text_of(client.get(reverse("signals:area", args=[area.slug])))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "Schrijf op wat u wilt doorgeven"),
        ({"text": "é" * 100_000}, "100000 tekens"),
        ({"text": "Koop www.a.nl www.b.nl www.c.nl"}, "te veel links"),
        ({"website": "x"}, "Laat dit veld leeg"),
        ({"begun": "onzin"}, "verstuur opnieuw"),
        ({"email": "geen adres"}, "e-mailadres"),
        ({"name": "Koop op www.a.nl"}, "alleen een naam"),
        ({"latitude": "53.02"}, "Vul beide getallen in"),
        ({"latitude": "52.00", "longitude": "4.00"}, "ligt niet in onze gemeente"),
        ({"area": "999999999"}, "geldige keuze"),
    ],
)
def test_what_is_wrong_is_said_and_kept(client, area, changes, said):
    answer = client.post(NEW, handed_in(place="Bij mijn brug", **changes))
    page = text_of(answer)
    assert (answer.status_code, said in page, "Bij mijn brug" in page) == (422, True, True)
    if changes.get("text"):
        assert changes["text"] in page
    assert not Signal.objects.exists()


def test_what_is_sent_at_once_can_be_sent_again(client, area):
    with mock.patch("wijkportaal.foundation.operations.forms.time.time", return_value=1_000_000.0):
        begun = begun_now()
        assert "heel snel" in text_of(client.post(NEW, handed_in(begun=begun)))
    with mock.patch("wijkportaal.foundation.operations.forms.time.time", return_value=1_000_004.0):
        assert client.post(NEW, handed_in(begun=begun)).status_code == 302


def test_a_signal_lands_where_its_place_says(client, area):
    south = AreaFactory(name="Zuid", slug="zuid", parent=area.parent)
    Postcode.objects.create(postcode="8911AB", area=south)
    for place, chosen, lands in (
        ("8911 AB 5", area, south),
        ("Dijk", area, area),
        ("Dijk", None, area.parent),
    ):
        client.post(NEW, handed_in(place=place, area=chosen.pk if chosen else ""))
        assert Signal.objects.latest("pk").area == lands


def test_one_address_hands_in_only_so_much(client, area):
    codes = [client.post(NEW, {}, REMOTE_ADDR="192.0.2.9").status_code for _each in range(21)]
    assert (codes[0], codes[-1]) == (422, 429)


def test_the_secret_link_tells_all_and_takes_an_answer(client, area, manager):
    signal = SignalFactory(area=area, name="Jelle", email="jelle@voorbeeld.example")
    handling.note(signal, "Geheim voor collega’s", by=manager)
    handling.move_signal(signal, "solve", by=manager, text="Wij komen langs.")
    handling.move_signal(signal, "finish", by=manager, text="De lamp is vervangen.")
    link = reverse("signals:follow", args=[follow_token(signal)])
    page = text_of(client.get(link))
    assert ("De lamp is vervangen." in page, "Geheim" in page, "Is het opgelost?" in page) == (
        True,
        False,
        True,
    )
    assert client.post(link, {"do": "not_solved", "words": ""}).status_code == 422
    client.post(link, {"do": "not_solved", "words": "Hij flikkert nog."})
    signal.refresh_from_db()
    assert (signal.state, signal.reopened) == ("new", 1)
    assert "staat weer open" in text_of(client.post(link, {"do": "solved"}, follow=True))
    client.post(link, {"words": "Aan de overkant ook."})
    assert "Aan de overkant ook." in text_of(client.get(link))
    client.post(link, {"do": "forget"})
    assert not Sender.objects.exists()
    assert "Aan de overkant ook." not in text_of(client.get(link))
    assert client.get(link + "x").status_code == 404
    assert client.get("/signalen/volgen/onzin").status_code == 404


def test_on_the_site_stands_what_was_looked_at_and_no_name_unless_chosen(client, area, manager):
    text = "Mijn buurman Piet laat zijn hond los."
    shown = SignalFactory(
        area=area, text=text, wants_public=True, name="Oda Verborgen", email="oda@voorbeeld.example"
    )
    named = SignalFactory(
        area=area, text="Meer bomen graag", wants_public=True, name="Ype Publiek", name_public=True
    )
    client.force_login(manager)
    form = {
        "text": "Wij praten met hem.",
        "due_on": timezone.localdate(),
        "publish": "on",
        "public_text": "Een hond loopt los.",
    }
    assert client.get(address("step", shown, "solve")).status_code == 200
    assert client.post(address("step", shown, "solve"), form).status_code == 302
    form |= {"public_text": "Meer bomen graag"}
    client.post(address("step", named, "solve"), form)
    client.post(
        address("correct", shown),
        correction(shown, title="Hond loopt los", publish="on", public_text="Een hond loopt los."),
    )
    client.logout()
    pages = [
        text_of(client.get(page))
        for page in (
            shown.get_absolute_url(),
            reverse("signals:area", args=[area.slug]),
            reverse("signals:pins", args=[area.slug]),
            reverse("signals:index"),
            area.get_absolute_url(),
        )
    ]
    assert "Een hond loopt los." in pages[0] and "Hond loopt los" in pages[1]
    for page in pages:
        assert not re.search("Piet|Oda|oda@", page)
    assert "Ype Publiek" in text_of(client.get(named.get_absolute_url()))
    client.force_login(manager)
    client.post(address("correct", shown), correction(shown, public_text="Een hond loopt los."))
    client.logout()
    assert client.get(shown.get_absolute_url()).status_code == 404


def correction(signal, **changes):
    return {"title": signal.title, "kind": "report", "area": signal.area_id, "theme": ""} | changes


def test_a_worker_notes_what_was_said_at_a_door(client, area, manager):
    client.force_login(manager)
    door = reverse("signals:enter")
    today = timezone.localdate().isoformat()
    values = {"text": "Mevrouw wil een bankje", "kind": "wish", "channel": "door", "received_on": today}
    elsewhere = AreaFactory(name="Elders", parent=area.parent)
    assert client.get(door).status_code == 200
    for wrong in ({"area": elsewhere.pk}, {"area": area.pk, "received_on": "2999-01-01"}, {"area": ""}):
        answer = client.post(door, values | wrong)
        assert (answer.status_code, "Mevrouw wil een bankje" in text_of(answer)) == (422, True)
    client.post(door, values | {"area": area.pk, "phone": "0510-123456", "received_on": "2026-01-05"})
    signal = Signal.objects.get()
    assert (
        signal.channel,
        signal.kind,
        signal.sender.phone,
        timezone.localdate(signal.received_at).isoformat(),
    ) == (
        "door",
        "wish",
        "0510-123456",
        "2026-01-05",
    )
    page = text_of(client.get(address("overview", signal)))
    assert "0510-123456" in page and "Welke weg?" in page


def test_a_department_sees_what_is_addressed_to_it_but_not_who_sent_it(client, area, manager):
    department = OrganisationFactory(kind="department", name="Afdeling Wegen")
    worker = person_with("department")
    FunctionFactory(organisation=department, person=worker, kind="member")
    signal = SignalFactory(area=area, name="Oda Verborgen", phone="0510-123456")
    other = SignalFactory(area=area, text="Van een ander")
    handling.move_signal(signal, "address", by=manager, text="Voor u.", organisation=department)
    client.force_login(worker)
    page = text_of(client.get(INBOX))
    assert (signal.title in page, other.title in page) == (True, False)
    page = text_of(client.get(address("overview", signal)))
    assert ("Pakken wij op" in page, "Oda" in page, "0510" in page) == (True, False, False)
    assert client.get(address("overview", other)).status_code == 404
    assert client.get(address("correct", signal)).status_code == 403
    assert client.get(address("step", signal, "solve")).status_code == 404
    form = {"text": "Wij zoeken iemand.", "reason": "Dit is groen."}
    assert client.post(address("step", signal, "send_back"), form)["Location"] == INBOX
    client.force_login(manager)
    assert "Dit is groen." in text_of(client.get(address("overview", signal)))


def test_the_wethouder_decides_on_what_is_put_before_them_and_on_nothing_else(client, area, manager):
    alderman = person_with("alderman", email="wethouder@gemeente.example")
    signal, other = (
        SignalFactory(area=area, name="Oda Verborgen"),
        SignalFactory(area=area, text="Voor de raad"),
    )
    for each, board in ((signal, "alderman"), (other, "council")):
        handling.move_signal(each, "agenda", by=manager, text="Het bestuur kiest.", board=board)
    client.force_login(alderman)
    assert client.get(address("overview", signal)).status_code == 404
    client.force_login(manager)
    assert "Dit veld is verplicht" in text_of(
        client.post(address("step", signal, "present"), {"text": "Ja."})
    )
    for each in (signal, other):
        handling.move_signal(each, "present", by=manager, text="Voorgelegd.", analysis="Ons voorstel: doen.")
    assert [letter.to for letter in Letter.objects.filter(subject__startswith="Aan u voorgelegd")] == [
        alderman.email
    ]
    client.force_login(alderman)
    page = text_of(client.get(INBOX))
    assert (signal.title in page, other.title in page) == (True, False)
    page = text_of(client.get(address("overview", signal)))
    assert ("Ons voorstel" in page, "Oda" in page, "Toch een andere weg" in page) == (True, False, False)
    assert client.get(address("overview", other)).status_code == 404
    decided = client.post(address("step", signal, "decline"), {"text": "Het geld is op.", "reason": "x"})
    assert decided["Location"] == INBOX
    told = Letter.objects.get(subject=f"Signaal {signal.public_id}: wordt niet gedaan")
    assert (told.to, "Het geld is op." in told.body) == (manager.email, True)


def test_others_do_not_come_in(client, area):
    signal = SignalFactory(area=area)
    for person, status in (
        (person_with("area_manager", AreaFactory(name="Elders")), 404),
        (PersonFactory(), 404),
    ):
        client.force_login(person)
        for door in ("overview", "correct", "point"):
            assert client.get(address(door, signal)).status_code == status
    assert client.get(INBOX).status_code == 403


def test_the_inbox_has_lists_filters_and_bulk(client, area, manager):
    theme = ThemeFactory(slug="groen")
    late, mine, done = (
        SignalFactory(area=area, text=f"Verhaal {n} over bomen") for n in ("een", "twee", "drie")
    )
    Signal.objects.filter(pk=late.pk).update(due_on="2020-01-01")
    handling.move_signal(mine, "solve", by=manager, text="Ja.", responsible=manager)
    handling.move_signal(done, "decline", by=manager, text="Nee.")
    SignalFactory(text="Verhaal elders")
    client.force_login(manager)

    def shown(query=""):
        return set(re.findall(r"kies-(\w{7})\"", text_of(client.get(INBOX + query))))

    ids = {name: signal.public_id for name, signal in (("late", late), ("mine", mine), ("done", done))}
    assert shown() == shown("?area=onzin&page=99&lijst=onzin") == {ids["late"], ids["mine"]}
    assert shown("?lijst=nieuw") == shown("?lijst=te-laat") == {ids["late"]}
    assert shown("?lijst=van-mij") == shown("?route=solve") == shown("?q=twee+bom") == {ids["mine"]}
    assert shown("?lijst=klaar") == shown("?state=declined") == {ids["done"]}
    assert shown("?theme=groen") == set()

    def bulk(do, *signals, **more):
        values = {
            "do": do,
            "signal": [signal.public_id for signal in signals],
            "query": "lijst=nieuw&x=1",
        } | more
        return client.post(reverse("signals:bulk"), values)

    assert bulk("theme", late, mine, theme="groen")["Location"] == INBOX + "?lijst=nieuw"
    assert shown("?theme=groen") == {ids["late"], ids["mine"]}
    assert theme.pk
    bulk("take", late)
    assert shown("?lijst=van-mij") == {ids["late"], ids["mine"]}
    bulk("discard", late, mine)
    assert shown("?lijst=weggelegd") == {ids["late"]}
    client.post(address("step", late, "restore"))
    bulk("merge", late, mine)
    assert shown() == {ids["late"]}
    assert client.post(address("split", mine)).status_code == 302
    assert shown() == {ids["late"], ids["mine"]}
    for wrong in (bulk("merge", late), bulk("take"), bulk("theme", late, theme="x"), bulk("onzin", late)):
        assert wrong.status_code == 302

    client.post(reverse("signals:keep_filter"), {"name": "Groen", "query": "theme=groen&page=2&q="})
    kept = SavedFilter.objects.get()
    assert (kept.person, kept.query) == (manager, "theme=groen")
    client.force_login(person_with("area_manager", area))
    assert client.post(reverse("signals:drop_filter", args=[kept.pk])).status_code == 404
    client.force_login(manager)
    client.post(reverse("signals:drop_filter", args=[kept.pk]))
    assert not SavedFilter.objects.exists()


def test_the_page_of_a_signal_merges_by_reference_and_leads_on(client, area, manager):
    first, second = (
        SignalFactory(area=area, text=f"Een lang verhaal {n}", wants_public=True) for n in ("a", "b")
    )
    client.force_login(manager)
    assert "geen signaal met dit kenmerk" in text_of(
        client.post(address("merge", second), {"with": "zzz"}, follow=True)
    )
    answer = client.post(address("merge", second), {"with": first.public_id})
    assert answer["Location"] == address("overview", first)
    assert "gaat samen verder met" in text_of(client.get(address("overview", second)))
    assert client.get(address("step", second, "solve")).status_code == 404
    handling.publish_signal(first, by=manager, text="Samen", photo_public=False)
    handling.publish_signal(second, by=manager, text="Ook", photo_public=False)
    client.logout()
    assert client.get(second.get_absolute_url())["Location"] == first.get_absolute_url()


def test_messages_go_to_the_sender_or_stay_inside(client, area, manager):
    signal = SignalFactory(area=area)
    client.force_login(manager)
    day = (timezone.localdate() + timedelta(days=40)).isoformat()
    client.post(address("message", signal), {"words": "Het duurt langer.", "to": "sender", "due_on": day})
    client.post(address("message", signal), {"words": "Bel de aannemer.", "to": "inside"})
    assert client.post(address("message", signal), {"words": "", "to": "inside"}).status_code == 422
    page = text_of(client.get(reverse("signals:follow", args=[follow_token(signal)])))
    assert ("Het duurt langer." in page, "Bel de aannemer." in page) == (True, False)
    client.post(address("take", signal))
    signal.refresh_from_db()
    assert signal.responsible == manager


def test_queries_do_not_grow_with_the_list(client, area, manager, django_assert_num_queries):
    client.force_login(manager)
    here = {"latitude": "53.01", "longitude": "5.01", "wants_public": True}
    lead, _alike = (SignalFactory(area=area, text=f"Lantaarn stuk {n}", **here) for n in ("hier", "daar"))
    handling.publish_signal(lead, by=manager, text="Openbaar", photo_public=False)
    pages = {
        INBOX: 11,
        reverse("signals:area", args=[area.slug]): 12,
        address("overview", lead): 13,
        reverse("signals:durations"): 7,
        reverse("signals:facts"): 7,
    }
    client.get(reverse("signals:area", args=[area.slug]))  # the borders are kept from now on
    for rows in (1, 30):
        while Signal.objects.count() < rows:
            made = SignalFactory(area=area, theme=ThemeFactory(), **here)
            handling.publish_signal(made, by=manager, text="Openbaar", photo_public=False)
        merge_signals([SignalFactory(area=area)], lead, by=manager)
        for page, number in pages.items():
            with django_assert_num_queries(number):
                assert client.get(page).status_code == 200
