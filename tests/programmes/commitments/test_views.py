import re

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.commitments import actions
from programmes.commitments.models import Commitment
from programmes.commitments.queries import answer_token
from tests.factories.commitments import CommitmentFactory, days
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from tests.factories.yearly import EntryFactory, ProgrammeFactory
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db

SECRETS = {
    "made_to_name": "Jelle Visser",
    "made_to_email": "jelle@voorbeeld.example",
    "promised_by": "Kees Stil",
}


def address(name, commitment):
    return reverse(f"commitments:{name}", args=[commitment.public_id])


def text_of(answer):
    return answer.content.decode()


def link_to(commitment):
    step = commitment.steps.order_by("pk").last()
    return reverse("commitments:answer", args=[answer_token(step, commitment.made_to_email)])


# --- What anyone may read ------------------------------------------------------------------------------


def test_public_pages_never_show_who_it_was_made_to(client, area, manager):
    alderman = FunctionFactory(kind="alderman", name="Ype Publiek", name_public=True)
    hidden = FunctionFactory(kind="contact", name="Oda Verborgen", name_public=False)
    seen = CommitmentFactory(
        area=area, function=alderman, organisation=alderman.organisation, by=manager, **SECRETS
    )
    other = CommitmentFactory(
        area=area, function=hidden, organisation=hidden.organisation, responsible=manager, **SECRETS
    )
    actions.keep_commitment(seen, by=manager)
    actions.dispute_step(seen.steps.order_by("pk").last(), words="Mijn buurman Harm heeft er geen.")
    pages = [
        seen.get_absolute_url(),
        other.get_absolute_url(),
        reverse("commitments:area", args=[area.slug]),
        reverse("commitments:index"),
        area.get_absolute_url(),
    ]
    for page in pages:
        text = text_of(client.get(page))
        for secret in (*SECRETS.values(), "Oda Verborgen", "Harm", "Anna Bakker", "anna@gemeente.example"):
            assert secret not in text, (page, secret)
    text = text_of(client.get(pages[0]))
    assert "Ype Publiek, wijkwethouder" in text
    assert "Weersproken door degene aan wie het is beloofd" in text


def test_a_commitment_that_is_not_public_is_hidden_everywhere(client, area, manager):
    made = CommitmentFactory(area=area, is_public=False, what="Geheime toezegging")
    for page in (
        reverse("commitments:area", args=[area.slug]),
        reverse("commitments:index"),
        area.get_absolute_url(),
    ):
        assert "Geheime toezegging" not in text_of(client.get(page))
    assert client.get(made.get_absolute_url()).status_code == 404
    client.force_login(manager)
    assert "niet openbaar" in text_of(client.get(made.get_absolute_url()))


def test_the_area_shows_its_share_and_what_is_open(client, area, manager):
    kept, late = (CommitmentFactory(area=area, due_on=days(-10)) for _each in range(2))
    actions.keep_commitment(kept, by=manager, on=days(-12))
    actions.keep_commitment(late, by=manager)
    still = CommitmentFactory(area=AreaFactory(parent=area, kind="buurt"), what="Nieuwe lantaarns")
    text = text_of(client.get(area.get_absolute_url()))
    assert still.what in text
    assert "1 van de 2 afspraken die klaar moesten zijn" in " ".join(text.split())
    assert kept.what not in text
    text = text_of(client.get(reverse("commitments:area", args=[area.slug]) + "?state=kept"))
    assert kept.what in text and still.what not in text
    assert (
        client.get(reverse("commitments:area", args=[area.slug]) + "?state=onzin&page=99").status_code == 200
    )


def test_an_area_without_promises_says_what_will_come(client, area):
    assert "Nog geen afspraken in Molenwijk" in text_of(client.get(area.get_absolute_url()))
    assert "Nog geen afspraken" in text_of(client.get(reverse("commitments:area", args=[area.slug])))
    assert "nog geen openbare afspraken" in text_of(client.get(reverse("commitments:index")))


def test_every_step_stays_on_the_page(client, area, manager):
    made = CommitmentFactory(area=area, due_on=days(5))
    actions.move_commitment(made, days(9), by=manager, reason="Eerst de kabels.")
    actions.break_commitment(made, by=manager, reason="De grond is vervuild.")
    text = text_of(client.get(made.get_absolute_url()))
    for shown in ("Eerst de kabels.", "De grond is vervuild.", "Nieuwe datum:", "Afgesproken: klaar op"):
        assert shown in text


# --- The link in the letter ----------------------------------------------------------------------------


@pytest.fixture
def kept(area, manager):
    made = CommitmentFactory(area=area, responsible=manager, **SECRETS)
    actions.keep_commitment(made, by=manager)
    return made


def test_opening_the_link_changes_nothing(client, kept):
    answer = client.get(link_to(kept))
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert kept.what in text_of(answer)
    kept.refresh_from_db()
    assert kept.answer == ""


def test_a_link_confirms_once(client, kept):
    link = link_to(kept)
    assert "Bedankt" in text_of(client.post(link, {"agrees": "ja"}))
    kept.refresh_from_db()
    assert (kept.state, kept.answer) == ("kept", "confirmed")
    assert client.post(link, {"agrees": "nee", "words": "Toch niet"}).status_code == 410
    assert client.get(link).status_code == 410


def test_a_link_disputes_with_words(client, kept):
    link = link_to(kept)
    assert client.post(link, {"words": ""}).status_code == 422
    refused = client.post(link, {"agrees": "nee", "words": ""})
    assert (refused.status_code, "Schrijf erbij" in text_of(refused)) == (422, True)
    assert "staat weer open" in text_of(client.post(link, {"agrees": "nee", "words": "Er staat niets."}))
    kept.refresh_from_db()
    assert (kept.state, kept.answer) == ("open", "disputed")


def test_a_forged_link_says_that_it_does_not_work(client, kept):
    assert client.get(link_to(kept) + "x").status_code == 410
    assert client.get("/afspraken/antwoord/onzin").status_code == 410


def test_links_are_limited_per_address(client, kept, settings):
    codes = {
        client.get("/afspraken/antwoord/onzin", REMOTE_ADDR="192.0.2.77").status_code for _each in range(61)
    }
    assert codes == {410, 429}


# --- The workspace -------------------------------------------------------------------------------------


def form_of(area, organisation, manager, **changes):
    return {
        "area": area.pk,
        "what": "De gemeente plant drie bomen",
        "due_on": days(20).isoformat(),
        "organisation": organisation.pk,
        "responsible": manager.pk,
        "made_to": "bewoners van de Dijk",
        "made_on": days(0).isoformat(),
        "said_in": "meeting",
        "is_public": "on",
    } | changes


def test_a_promise_is_written_down(client, area, manager):
    organisation = OrganisationFactory(areas=[area])
    client.force_login(manager)
    answer = client.get(reverse("commitments:new"))
    assert answer.status_code == 200
    # A promise is public unless someone says otherwise.
    assert answer.context["form"]["is_public"].value() is True
    answer = client.post(reverse("commitments:new"), form_of(area, organisation, manager))
    made = Commitment.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address("overview", made))
    assert (made.what, made.first_due_on, made.area, made.responsible) == (
        "De gemeente plant drie bomen",
        days(20),
        area,
        manager,
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due_on": days(-1).isoformat()}, "eerder dan de dag waarop"),
        ({"due_on": "2926-01-01"}, "te ver weg"),
        ({"due_on": "31-31-2026"}, "geldige datum"),
        ({"made_on": days(1).isoformat()}, "moet nog komen"),
        ({"made_to_email": "jelle@voorbeeld.example"}, "Vul ook de naam in"),
        ({"made_to_email": "geen adres"}, "e-mailadres"),
        ({"organisation": "99999999999999999999"}, "Selecteer een geldige keuze"),
        ({"what": "x" * 201}, "200"),
        ({"area": ""}, "verplicht"),
    ],
)
def test_what_is_wrong_is_said_and_kept(client, area, manager, changes, said):
    client.force_login(manager)
    values = form_of(area, OrganisationFactory(), manager, explanation="Hier staat mijn tekst") | changes
    answer = client.post(reverse("commitments:new"), values)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Hier staat mijn tekst" in text_of(answer)
    assert not Commitment.objects.exists()


def test_nobody_promises_in_an_area_where_they_do_not_work(client, area, manager):
    client.force_login(manager)
    elsewhere = AreaFactory(name="Elders")
    answer = client.post(reverse("commitments:new"), form_of(elsewhere, OrganisationFactory(), manager))
    assert answer.status_code == 422
    client.force_login(PersonFactory())
    assert client.get(reverse("commitments:new")).status_code == 403
    assert client.get(reverse("commitments:workbench")).status_code == 403


def test_a_person_must_belong_to_the_organisation_that_promises(client, area, manager):
    client.force_login(manager)
    values = form_of(area, OrganisationFactory(), manager, function=FunctionFactory().pk)
    assert "hoort niet bij de organisatie" in text_of(client.post(reverse("commitments:new"), values))


def test_an_entry_of_a_programme_becomes_a_commitment(client, area, manager):
    programme = ProgrammeFactory(area=area, year=days(0).year + 1)
    project = ProjectFactory(area=area, lead_organisation=OrganisationFactory(areas=[area]))
    entry = EntryFactory(programme=programme, project=project, promise="Het zebrapad ligt er")
    client.force_login(manager)
    link = reverse("commitments:new") + f"?opname={entry.pk}"
    assert link in text_of(client.get(reverse("yearly:editor", args=[programme.pk])))
    text = text_of(client.get(link))
    assert "Het zebrapad ligt er" in text
    assert "bewoners van Molenwijk" in text
    client.post(link, form_of(area, project.lead_organisation, manager))
    made = Commitment.objects.get()
    assert (made.entry, made.project) == (entry, project)


def test_an_entry_that_someone_may_not_see_gives_nothing_away(client, area, manager):
    entry = EntryFactory(programme=ProgrammeFactory(), promise="Nog geheim plan")
    client.force_login(manager)
    for query in (f"?opname={entry.pk}", "?opname=9999999999999", "?project=onzin", "?gebied=onzin"):
        answer = client.get(reverse("commitments:new") + query)
        assert answer.status_code == 200
        assert "Nog geheim plan" not in text_of(answer)


def test_one_click_keeps_a_promise(client, area, manager):
    made = CommitmentFactory(area=area)
    client.force_login(manager)
    answer = client.post(address("keep", made), {"at_once": "1"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("commitments:workbench"))
    made.refresh_from_db()
    assert (made.state, made.closed_on) == ("kept", days(0))
    again = client.post(address("keep", made), {"at_once": "1"}, headers={"HX-Request": "true"})
    assert "kan niet, want dit is nu “nagekomen”" in text_of(again)


def test_the_list_is_renewed_by_one_row(client, area, manager):
    made = CommitmentFactory(area=area)
    client.force_login(manager)
    answer = client.post(address("keep", made), {"at_once": "1"}, headers={"HX-Request": "true"})
    assert text_of(answer).count("<li") == 2
    assert f'id="afspraak-{made.public_id}"' in text_of(answer)


@pytest.mark.parametrize(
    ("door", "values", "state"),
    [
        ("keep", {"on": days(-2).isoformat(), "note": "Klaar"}, "kept"),
        ("move", {"due_on": days(50).isoformat(), "reason": "Later"}, "open"),
        ("give_up", {"reason": "Lukt niet"}, "broken"),
    ],
)
def test_short_forms_settle_a_promise(client, area, manager, door, values, state):
    made = CommitmentFactory(area=area, **SECRETS)
    client.force_login(manager)
    assert client.get(address(door, made)).status_code == 200
    assert client.post(address(door, made), {"reason": ""}).status_code == 422
    answer = client.post(address(door, made), values)
    assert (answer.status_code, answer["Location"]) == (302, address("overview", made))
    made.refresh_from_db()
    assert made.state == state
    assert Letter.objects.filter(to="jelle@voorbeeld.example").count() == 2
    text = text_of(client.get(address("overview", made)))
    assert "Jelle Visser" in text and "jelle@voorbeeld.example" in text


def test_a_step_that_comes_too_late_says_so(client, area, manager):
    made = CommitmentFactory(area=area)
    client.force_login(manager)
    actions.break_commitment(made, by=manager, reason="Lukt niet")
    answer = client.post(address("move", made), {"due_on": days(9).isoformat(), "reason": "Later"})
    assert (answer.status_code, "Ververs de pagina" in text_of(answer)) == (422, True)
    client.post(address("reopen", made), {"reason": "Toch wel"})
    made.refresh_from_db()
    assert made.state == "open"


def test_the_text_is_edited_and_the_date_stays(client, area, manager):
    made = CommitmentFactory(area=area, responsible=manager)
    client.force_login(manager)
    assert client.get(address("edit", made)).status_code == 200
    values = form_of(area, made.organisation, manager, what="Vier bomen", version="1", due_on="2099-01-01")
    assert client.post(address("edit", made), values).status_code == 302
    made.refresh_from_db()
    assert (made.what, made.due_on, made.version) == ("Vier bomen", days(30), 2)
    assert client.post(address("edit", made), values | {"what": "Vijf bomen"}).status_code == 409


def test_others_do_not_come_in(client, area):
    made = CommitmentFactory(area=area)
    client.force_login(person_with("area_manager", AreaFactory(name="Elders")))
    for door in ("overview", "edit", "keep", "move", "give_up", "reopen"):
        assert client.get(address(door, made)).status_code == 404
    client.force_login(person_with("community_worker", area))
    for door in ("overview", "edit", "keep", "move", "give_up", "reopen"):
        assert client.get(address(door, made)).status_code == 403


def test_the_list_has_mine_first_and_filters(client, area, manager):
    first = CommitmentFactory(area=area, due_on=days(9), responsible=manager, what="Van mij")
    late = CommitmentFactory(area=area, due_on=days(-3), what="Te laat")
    done = CommitmentFactory(area=area, due_on=days(-9), what="Al klaar")
    actions.keep_commitment(done, by=manager)
    CommitmentFactory(what="Elders")
    client.force_login(manager)

    def shown(query=""):
        text = text_of(client.get(reverse("commitments:workbench") + query))
        return re.findall(r'cm-row__what"><a [^>]+>([^<]+)</a>', text)

    assert shown() == [first.what, late.what, done.what]
    assert shown("?late=ja") == [late.what]
    assert shown("?state=kept") == [done.what]
    assert shown("?q=laat") == [late.what]
    assert shown(f"?organisation={first.organisation.slug}") == [first.what]
    assert shown(f"?area={area.slug}&page=99") == [first.what, late.what, done.what]
    assert shown("?area=onzin&state=onzin&late=onzin") == shown()


def test_queries_do_not_grow_with_the_list(client, area, manager, django_assert_num_queries):
    client.force_login(manager)
    counts = {}
    for rows in (1, 30):
        while Commitment.objects.count() < rows:
            made = CommitmentFactory(area=area, function=FunctionFactory(), responsible=PersonFactory())
            actions.move_commitment(made, days(40), by=manager, reason="Later")
        for page, number in {
            reverse("commitments:workbench"): 8,
            reverse("commitments:area", args=[area.slug]): 7,
            reverse("commitments:index"): 4,
        }.items():
            with django_assert_num_queries(number):
                client.get(page)
            counts.setdefault(page, []).append(number)
    assert len(counts) == 3


def test_the_page_of_a_project_tells_what_was_promised_about_it(client, area, manager):
    project = ProjectFactory(area=area, published_at=timezone.now())
    CommitmentFactory(area=area, project=project, what="De gemeente plant twaalf bomen")
    CommitmentFactory(area=area, project=project, what="Binnenskamers", is_public=False)
    text = client.get(project.get_absolute_url()).content.decode()
    assert ("twaalf bomen" in text, "Binnenskamers" in text, "Noteer een afspraak" in text) == (
        True,
        False,
        False,
    )
    client.force_login(manager)
    text = client.get(project.get_absolute_url()).content.decode()
    assert ("Binnenskamers" in text, f"?project={project.public_id}" in text) == (True, True)
