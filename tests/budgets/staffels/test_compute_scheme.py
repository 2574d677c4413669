import pytest
from django.core.management import CommandError, call_command

from tests.budgets.staffels.making import EXAMPLES

OPSTERLAND = str(EXAMPLES / "opsterland.json")


@pytest.fixture
def run(tmp_path, capsys):
    def run(table: str, scheme=OPSTERLAND, **options):
        path = tmp_path / "gebieden.csv"
        path.write_text(table)
        call_command("compute_scheme", scheme, measures=path, **options)
        return capsys.readouterr().out

    return run


def test_each_area_is_printed_with_its_explanation(run):
    out = run("gebied;soort;inwoners;bron\nGorredijk;dorp;2020;BRP\nWijk;wijk;5;BRP\n").replace("\u00a0", " ")
    assert "Gorredijk: € 4.116\n" in out
    assert "€ 1.616  2.020 inwoners op 1 januari 2026 × € 0,80 [bron: BRP]" in out
    assert "Totaal: € 4.116 voor 1 ontvangers" in out
    assert "Niet meegerekend: 1 gebieden" in out
    assert "Wijk:" not in out


def test_an_unknown_population_is_printed_and_named(run, capsys):
    with pytest.raises(CommandError, match=r"^Het aantal inwoners van B is niet bekend\.$"):
        run("gebied;soort;inwoners\nA;dorp;10\nB;dorp;x\n")
    assert "B: onbekend" in capsys.readouterr().out


def test_every_fault_of_the_table_is_named(run):
    with pytest.raises(CommandError) as refused:
        run("gebied;soort;inwoners\nA;dorp;-1\nB;stad;5\nA;dorp;1,5\n;dorp;3\nC;dorp;=1+1\nD;dorp;1.234\n")
    lines = [line.partition(": ")[2] for line in str(refused.value).splitlines()]
    assert lines == [
        "Regel 2: inwoners -1 is negatief.",
        "Regel 3: “stad” is geen soort gebied.",
        "Regel 4: inwoners 1,5 is geen heel getal; schrijf het zonder punt of komma.",
        "Regel 4: A staat ook in regel 2.",
        "Regel 5: er staat geen naam.",
        "Regel 6: inwoners “=1+1” is geen getal.",
        "Regel 7: inwoners 1.234 is geen heel getal; schrijf het zonder punt of komma.",
    ]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("a;b\n1;2\n", "geen kolom “gebied”"),
        ("gebied\nA\n", "geen kolom “inwoners”"),
        ("gebied;inwoners\n", "geen enkel gebied|leeg"),
        ("", "leeg"),
    ],
)
def test_a_table_without_what_is_needed_is_refused(run, table, says):
    with pytest.raises(CommandError, match=says):
        run(table)


def test_a_scheme_that_is_refused_names_each_fault(run, tmp_path):
    path = tmp_path / "staffel.json"
    path.write_text(
        '{"formaat": "wijkportaal-staffel", "versie": 1, "naam": "", "bron": "b", "eerste_jaar": 3}'
    )
    with pytest.raises(CommandError, match=r"naam: dit is leeg\n.*eerste_jaar: 3 moet tussen"):
        run("gebied;inwoners\nA;1\n", scheme=str(path))
    with pytest.raises(CommandError, match="geldt niet in 2020"):
        run("gebied;inwoners\nA;1\n", year=2020)
    with pytest.raises(CommandError, match="No such file"):
        run("gebied;inwoners\nA;1\n", scheme=str(tmp_path / "weg.json"))


def test_boards_labels_earlier_figures_and_cbs_columns_are_read(run):
    table = "gwb_code;regio;soort;a_inw;inwoners_eerder;bestuur;labels;peildatum\nBU1;A;dorp;180;170;Belang;x, y;2026-01-01\nBU2;B;dorp;140;150;Belang;;\n"
    out = run(table, scheme=str(EXAMPLES / "waadhoeke.json")).replace("\u00a0", " ")
    assert "Belang: € 1.250" in out
    assert "(A 180 + B 140)" in out
