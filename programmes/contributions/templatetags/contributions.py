"""What pages show of parts, who supplies them and what was amended."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.contributions.models import Remark
from programmes.contributions.queries import amendments_of
from programmes.yearly.models import Part, Programme
from programmes.yearly.states import OPEN, RETURNED, SIGNED, WRITING

register = template.Library()

KINDS = {OPEN: "neutral", WRITING: "info", SIGNED: "success", RETURNED: "warning"}


@register.inclusion_tag("contributions/_part_tabs.html", takes_context=True)
def part_tabs(context, part: Part) -> dict:
    """The pages of one part: writing, reading together, versions. One query."""
    request = context["request"]
    name = request.resolver_match.url_name
    manages = request.user.has_perm("yearly.make_programme", part.programme)
    closed = part.is_signed or (part.is_closed_to_supplier and not manages)
    return {
        "part": part,
        "can_write": part.programme.is_draft and not closed,
        "write_url": reverse("contributions:part", args=[part.pk]),
        "writing": name in {"part", "picture", "part_picture"},
        "reading": name in {"read", "step", "remark", "answer", "hand_back"},
        "comparing": name in {"versions", "compare"},
        "open_remarks": Remark.objects.filter(part=part, resolved_at=None).count() or "",
    }


@register.filter
def part_badge(part: Part) -> SafeString:
    """The state of a part as a badge; what the wijkmanager writes needs no signature to be ready."""
    kind, label = KINDS[part.state], part.get_state_display()
    if part.supplier_id is None and not part.is_signed:
        kind, label = ("success", _("klaar")) if part.is_ready else ("neutral", _("nog leeg"))
    return render_to_string("contributions/_badge.html", {"kind": kind, "label": label})


@register.filter
def part_length(part: Part) -> str:
    """Say how many words there are, of how many asked, and about how much of a page that is in print."""
    words = part.words
    said = ngettext("%(words)d woord", "%(words)d woorden", words) % {"words": words}
    if part.word_limit:
        said = _("%(words)d van %(limit)d woorden") % {"words": words, "limit": part.word_limit}
    if not words:
        return said
    pages = pages_in_words(part.quarters_of_a_page)
    return _("%(words)s, in druk ongeveer %(pages)s") % {"words": said, "pages": pages}


def pages_in_words(quarters: int) -> str:
    """Say a number of quarters of a page: “½ bladzijde”, “1¼ bladzijden”."""
    whole, rest = divmod(quarters, 4)
    number = f"{whole or ''}{('', '¼', '½', '¾')[rest]}"
    return ngettext("%(number)s bladzijde", "%(number)s bladzijden", 1 if quarters <= 4 else 2) % {
        "number": number
    }


@register.inclusion_tag("contributions/_progress_link.html")
def progress_link(programme: Programme) -> dict:
    """The way from the workspace of a programme to who is ready, and to what was amended. No query."""
    return {"programme": programme}


@register.inclusion_tag("contributions/_amendments_of.html")
def amendments_since_adoption(programme: Programme) -> dict:
    """What was amended since a programme was adopted; nothing while nothing was. One query."""
    return {"amendments": amendments_of(programme) if programme.is_adopted else []}
