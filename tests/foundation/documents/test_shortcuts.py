"""The shortcuts through the renderer change nothing in what comes out."""

import weasyprint

from wijkportaal.foundation.documents import engine, rendering, shortcuts

BLOCK = (
    '<div class="project"><div class="text"><h4><span class="number" id="p-{n}">{n}</span> Project {n}</h4>'
    "<p>De gemeente zet hier bomen en bankjes neer, samen met de bewoners van de straat. {more}</p></div>"
    '<div class="side"><p><strong>Wanneer</strong>: voorjaar</p><ul><li>een</li><li>twee</li></ul>'
    "<table><thead><tr><th scope='col'>Wie</th></tr></thead><tbody><tr><td>Wij</td></tr></tbody></table></div></div>"
)
STYLE = (
    "<style>@page{{ @bottom-right{{content:counter(page)}} }} @page :left{{margin-left:30mm}} {more}"
    "h4{{position:relative;padding-left:9mm;background:url(portaal://icon/trees/38423f) no-repeat 0 0/4mm 4mm}} "
    "p{{hyphens:auto}} strong{{letter-spacing:0.1mm}} td{{text-decoration:underline;text-align:justify}} "
    ".number{{position:absolute;left:0;top:0}}"
    ".text,.side{{display:inline-block;vertical-align:top;width:80mm}} .side{{width:30%;box-sizing:border-box;padding:2%}}"
    ".contents a::after{{content:target-counter(attr(href), page)}}</style>"
)


def document(more: str = "") -> str:
    blocks = "".join(BLOCK.format(n=n, more="Meer tekst. " * (n * 7 % 31)) for n in range(1, 26))
    contents = "".join(f'<p><a href="#p-{n}">Project {n} </a></p>' for n in (1, 12, 25))
    return (
        f'<html lang="nl"><head><title>Proef</title>{STYLE.format(more=more)}</head><body><h1>Proef</h1>'
        f'<div class="contents">{contents}</div>{blocks}</body></html>'
    )


def test_what_is_printed_is_the_same_without_shortcuts(monkeypatch):
    # A rule for one page by its number ends the sharing of styles between pages.
    documents = [document(), document("@page :nth(2){margin-left:50mm}")]
    variants = {"screen": None, "print": None}
    short = [rendering.render_variants(html, variants) for html in documents]
    monkeypatch.setattr(engine, "HTML", weasyprint.HTML)
    shortcuts.leave()
    try:
        long = [rendering.render_variants(html, variants) for html in documents]
    finally:
        shortcuts.take()
    assert short == long
    assert short[0]["screen"].pages > 3
    assert short[0] != short[1]
