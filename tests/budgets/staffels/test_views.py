import io
import json

import pytest
from django.urls import reverse

from budgets.staffels import actions
from budgets.staffels.calculations.reading import read_text
from budgets.staffels.models import Staffel, StaffelVersion
from tests.budgets.staffels.making import EXAMPLES, bands, money, scheme
from tests.factories.figures import FigureFactory
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode().replace("\u00a0", " ")


def at(name, version, *more):
    return reverse(f"staffels:{name}", args=[version.pk, *more])


# --- Public --------------------------------------------------------------------------------------------


def test_everyone_reads_each_amount_with_its_explanation_and_source(client, adopted, villages):
    text = text_of(client.get(adopted.staffel.get_absolute_url() + "?jaar=2026"))
    for said in (
        "Dorpsbudget 2026", "€ 2.500 vast", "2.020 inwoners op 1 januari 2026 × € 0,80", "€ 4.116", "BRP",
        "Het aantal inwoners van Cleyterp is niet bekend.", "Besluit van het college van 16 december",
        "Regeling dorpsbudget", "€ 6.696",
    ):  # fmt: skip
        assert said in text, said
    assert "Fenna" not in text


def test_what_is_not_adopted_is_hidden(client, proposed):
    assert "Dorpsbudget" not in text_of(client.get(reverse("staffels:index")))
    for name in ("staffel", "file", "outcomes"):
        assert client.get(reverse(f"staffels:{name}", args=[proposed.staffel.slug])).status_code == 404


def test_an_odd_year_shows_the_nearest_and_a_lapsed_staffel_stays_to_read(client, adopted, finance):
    address = adopted.staffel.get_absolute_url()
    for year in ("9999", "x", "²²²²", ""):
        assert client.get(address, {"jaar": year}).status_code == 200
    actions.lapse(adopted, by=finance, reason="Er komt iets anders.")
    text = text_of(client.get(address))
    assert "Deze staffel geldt niet meer" in text
    assert "Er komt iets anders." in text
    assert client.get(address + "/uitkomsten").status_code == 404


def test_the_file_and_the_amounts_can_be_taken_along(client, adopted, villages, gemeente):
    evil = AreaFactory(parent=gemeente, name="=1+1", kind="dorp")
    FigureFactory(area=evil, year=2026)
    address = adopted.staffel.get_absolute_url()
    assert read_text(client.get(address + "/bestand").content) == adopted.scheme
    table = client.get(address + "/uitkomsten?jaar=2026").content.decode("utf-8-sig")
    assert "Bovenkerk;2026;2020;4116,00;" in table
    assert "\r\n'=1+1;2026;" in table


def test_the_page_of_an_area_says_what_it_gets_and_why(client, adopted, villages):
    text = text_of(client.get(villages[1].get_absolute_url()))
    assert "Wat krijgt dit gebied, en waarom?" in text
    assert "2.020 inwoners op 1 januari 2026 × € 0,80" in text


# --- Building ------------------------------------------------------------------------------------------


def test_a_staffel_is_built_from_parts_and_decided_by_another(client, gemeente, villages, finance, alderman):
    client.force_login(finance)
    answer = client.post(
        reverse("staffels:new"), {"name": "Budget", "source": "Verordening", "first_year": "2026"}
    )
    version = StaffelVersion.objects.get()
    assert answer.url == version.get_absolute_url()
    assert "nog geen onderdeel" in text_of(client.get(answer.url))
    bands_typed = {
        "manner": "heel", "measure": "inwoners", "rows": "4", "only_measure": "inwoners",
        "bands_0_low": "0", "bands_0_high": "999", "bands_0_amount": "1.000,50",
        "bands_1_low": "1.000", "bands_1_amount": "2000",
    }  # fmt: skip
    client.post(at("add_part", version, "staffel"), bands_typed | {"version": "1"})
    client.post(
        at("add_part", version, "tarief"),
        {"measure": "inwoners", "amount": "2,47", "version": "2", "only_measure": "inwoners"},
    )
    version.refresh_from_db()
    assert version.scheme.parts == (
        bands((0, 999, "1000.50"), (1000, None, 2000)),
        *scheme().parts[1:1],
        version.scheme.parts[1],
    )
    assert version.scheme.parts[1].amount == money("2.47")
    text = text_of(client.get(version.get_absolute_url()))
    assert "€ 6.989,40" in text
    client.post(at("propose", version))
    client.post(at("adopt", version), {"decision": "Ikzelf"})
    version.refresh_from_db()
    assert version.state == "proposed"
    client.force_login(alderman)
    client.post(at("adopt", version), {"decision": "College 16 december"})
    version.refresh_from_db()
    assert (version.state, version.decision) == ("adopted", "College 16 december")


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("vast", {"amount": "2,475"}, "“2,475” heeft meer dan twee decimalen"),
        ("vast", {"amount": "-5"}, "“-5” is negatief"),
        ("vast", {"amount": "99999999999"}, "te groot"),
        ("vast", {"amount": ""}, "Dit veld is verplicht"),
        ("bodem", {"amount": "onbekend"}, "geen getal"),
        ("staffel", {"bands_0_low": "0", "bands_0_high": "300", "bands_0_amount": "1", "bands_1_low": "300", "bands_1_amount": "2"}, "overlappen"),
        ("staffel", {"bands_0_low": "0", "bands_0_high": "300", "bands_0_amount": "1", "bands_1_low": "310", "bands_1_amount": "2"}, "zit een gat: van 301 tot en met 309 inwoners"),
        ("staffel", {"bands_0_low": "0", "bands_0_high": "", "bands_0_amount": ""}, "Vul het bedrag van deze band in."),
        ("staffel", {"bands_0_high": "9", "bands_0_amount": "1"}, "Vul in vanaf hoeveel deze band geldt."),
        ("staffel", {"bands_0_low": "1,5", "bands_0_amount": "1"}, "“1,5” is geen heel getal."),
        ("bijdrage", {"name": "de pot", "share": "101"}, "meer dan 100 %"),
        ("index", {"rates_0_year": "2027", "rates_0_rate": "2", "rates_1_year": "2027", "rates_1_rate": "3"}, "Dit jaar staat er twee keer."),
        ("vast", {"amount": "1", "only_low": "9", "only_high": "5"}, "De bovengrens 5 ligt onder de ondergrens 9"),
    ],
)  # fmt: skip
def test_bad_input_is_named_and_kept(client, draft, finance, kind, typed, says):
    client.force_login(finance)
    filled = {
        "rows": "4",
        "manner": "heel",
        "measure": "inwoners",
        "only_measure": "inwoners",
        "version": "1",
        **typed,
    }
    answer = client.post(at("add_part", draft, kind), filled)
    text = text_of(answer)
    assert answer.status_code == 422
    assert says in text.replace("\u201c", "“").replace("&quot;", '"')
    for value in filter(None, typed.values()):
        assert f'value="{value}"' in text
    draft.refresh_from_db()
    assert len(draft.scheme.parts) == 2


def test_more_bands_are_one_click_without_a_mistake(client, draft, finance):
    client.force_login(finance)
    answer = client.post(at("add_part", draft, "staffel"), {"rows": "4", "bands_0_amount": "7", "more": "1"})
    text = text_of(answer)
    assert answer.status_code == 200
    assert 'name="bands_7_low"' in text
    assert 'value="7"' in text
    assert "utrecht-form-field--invalid" not in text


@pytest.mark.parametrize("kind", ["vast", "tarief", "staffel", "pot", "soort", "toeslag", "index", "bodem", "plafond", "afronding", "bijdrage", "verandering"])  # fmt: skip
def test_every_part_can_be_opened_and_saved_as_it_was(client, gemeente, finance, kind):
    made = read_text((EXAMPLES / "alles.json").read_bytes())
    version = actions.make_staffel(gemeente, made, by=finance)
    client.force_login(finance)
    place = next(number for number, part in enumerate(made.parts, start=1) if part.type == kind)
    assert client.get(at("add_part", version, kind)).status_code == 200
    page = client.get(at("edit_part", version, place))
    form = page.context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    answer = client.post(at("edit_part", version, place), typed | {"version": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    version = StaffelVersion.objects.get(pk=version.pk)
    assert version.scheme == made


def test_the_general_form_gives_back_what_it_shows(client, gemeente, finance):
    made = read_text((EXAMPLES / "alles.json").read_bytes())
    version = actions.make_staffel(gemeente, made, by=finance)
    client.force_login(finance)
    form = client.get(at("edit", version)).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(at("edit", version), typed | {"version": "1"}).status_code == 302
    assert StaffelVersion.objects.get(pk=version.pk).scheme == made
    wrong = typed | {
        "day": "31",
        "month": "2",
        "last_year": "2020",
        "to_size": "1",
        "term_years": "",
        "version": "1",
    }
    text = text_of(client.post(at("edit", version), wrong))
    assert "Dit jaar ligt voor het eerste jaar." in text
    assert "maak de hele vaste termijn leeg" in text


def test_parts_move_and_go_and_a_stale_page_changes_nothing(client, draft, finance):
    client.force_login(finance)

    def types():
        return [part.type for part in StaffelVersion.objects.get(pk=draft.pk).scheme.parts]

    client.post(at("arrange_part", draft, 1), {"omlaag": "1", "version": "1"})
    assert types() == ["tarief", "vast"]
    answer = client.post(at("arrange_part", draft, 1), {"weg": "1", "version": "1"}, follow=True)
    assert "intussen gewijzigd" in text_of(answer)
    client.post(at("arrange_part", draft, 1), {"weg": "1", "version": "2"})
    assert types() == ["vast"]
    assert client.post(at("arrange_part", draft, 9), {"weg": "1"}).status_code == 404


def test_a_decision_outside_the_rule_is_written_changed_and_taken_out(client, draft, finance, villages):
    client.force_login(finance)
    typed = {
        "area": "cleyterp",
        "amount": "2.500",
        "reason": "te klein",
        "decided_by": "het college",
        "version": "1",
    }
    client.post(at("add_override", draft), typed)
    assert "Het college besloot anders: € 2.500. Reden: te klein" in text_of(
        client.get(draft.get_absolute_url())
    )
    client.post(at("edit_override", draft, 1), typed | {"amount": "2.600", "version": "2"})
    assert "€ 2.600" in text_of(client.get(draft.get_absolute_url()))
    client.post(at("drop_override", draft, 1), {"version": "3"})
    assert StaffelVersion.objects.get(pk=draft.pk).scheme.overrides == ()
    assert client.post(at("add_override", draft), {"version": "4"}).status_code == 422


def test_a_file_is_read_as_a_concept_and_a_faulty_one_names_each_fault(client, gemeente, finance):
    client.force_login(finance)
    with (EXAMPLES / "westerkwartier-2022.json").open("rb") as file:
        client.post(reverse("staffels:import"), {"file": file})
    assert Staffel.objects.get().name == "Dorpsbudgetten Westerkwartier"
    data = json.loads((EXAMPLES / "westerkwartier-2022.json").read_text())
    data["onderdelen"][0]["banden"][1]["van"] = 400
    data["onderdelen"][1]["bedrag"] = "1.005"
    for content, says in (
        (json.dumps(data), "heeft meer dan twee decimalen"),
        ("{", "geen JSON-bestand"),
        ("\xff\xfe", "geen"),
    ):
        answer = client.post(reverse("staffels:import"), {"file": io.BytesIO(content.encode("latin-1"))})
        assert answer.status_code == 422
        assert says in text_of(answer)
    assert Staffel.objects.count() == 1


# --- Simulating ----------------------------------------------------------------------------------------


def test_a_cut_is_shown_and_changes_nothing_until_it_is_decided(client, adopted, villages, alderman):
    client.force_login(alderman)
    asked = {"jaar": "2026", "verandering": "-1.000", "eenheid": "euro"}
    text = text_of(client.get(at("simulate", adopted), asked))
    assert "1 bedrag" in text or "onbekend" in text
    FigureFactory(area=villages[2], year=2025, value=500)
    text = text_of(client.get(at("simulate", adopted), asked))
    assert "€ 1.000 minder" in text
    assert "€ -1.000" in text
    assert StaffelVersion.objects.count() == 1
    answer = client.post(at("simulate", adopted), asked | {"jaar": "2027"})
    made = StaffelVersion.objects.get(number=2)
    assert answer.url == made.get_absolute_url()
    assert (made.state, made.first_year, made.change) == ("proposed", 2027, "€\u00a01.000 minder")
    adopted.refresh_from_db()
    assert adopted.state == "adopted"
    assert not alderman.has_perm("staffels.adopt_staffel", made)


def test_numbers_are_turned_and_versions_compared(client, adopted, villages, finance):
    client.force_login(finance)
    text = text_of(client.get(at("simulate", adopted), {"jaar": "2026", "getal-1-amount": "1,00"}))
    assert "Bedrag 0,80 → 1" in text
    other = actions.make_version(
        adopted.staffel,
        scheme(bands((0, 1999, 5000), (2000, None, 1)), kinds=("dorp",)),
        by=finance,
        change="x",
    )
    text = text_of(client.get(at("simulate", adopted), {"jaar": "2026", "met": str(other.pk)}))
    assert "Let op: een klif" in text
    assert "Met 1.999 inwoners krijgt een gebied € 5.000, met 2.000 nog maar € 1." in text
    assert "Dicht bij deze grens: Bovenkerk (2.020)" in text
    assert "<svg" in text


@pytest.mark.parametrize(
    "asked",
    [
        {"verandering": "veel"},
        {"jaar": "x"},
        {"met": "99999"},
        {"getal-0-amount": "1,005"},
        {"eenheid": "pond"},
    ],
)
def test_a_simulation_of_nonsense_says_so(client, adopted, finance, asked):
    client.force_login(finance)
    assert client.get(at("simulate", adopted), asked).status_code == 422


def test_a_resident_and_a_wijkmanager_see_no_workbench(client, adopted, gemeente):
    assert client.get(reverse("staffels:workbench")).status_code == 302


@pytest.mark.parametrize("count", [1, 30])
def test_pages_ask_a_fixed_number_of_queries(
    client, django_assert_num_queries, adopted, gemeente, finance, count
):
    for number in range(count):
        FigureFactory(area=AreaFactory(parent=gemeente, name=f"Dorp {number:02}", kind="dorp"), year=2026)
    client.get(adopted.staffel.get_absolute_url())
    with django_assert_num_queries(PUBLIC_QUERIES):
        client.get(adopted.staffel.get_absolute_url())
    client.force_login(finance)
    client.get(adopted.get_absolute_url())
    with django_assert_num_queries(VERSION_QUERIES):
        client.get(adopted.get_absolute_url())
    with django_assert_num_queries(SIMULATION_QUERIES):
        client.get(at("simulate", adopted))


PUBLIC_QUERIES, VERSION_QUERIES, SIMULATION_QUERIES = 5, 8, 10
