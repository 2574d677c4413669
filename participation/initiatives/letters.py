"""What the letters about initiatives say. Objects in, subject and text out."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from participation.initiatives.models import Check, Comment, Initiative, Maker, Step
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.privacy.queries import term_of
from wijkportaal.foundation.privacy.registry import in_words

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


@in_every_language
def invitation_letter(maker: Maker, *, by) -> Letter:
    """Ask someone to make an initiative with the others; the sender is named, for they chose to invite."""
    initiative = maker.initiative
    return Letter(
        _("Doet u mee? %(title)s") % {"title": initiative.title},
        _written(
            _("Goedendag,"),
            _("%(name)s vraagt of u mee wilt schrijven aan een initiatief in %(area)s:")
            % {"name": by, "area": initiative.area},
            _quoted(initiative.title),
            _("Wilt u meedoen? Log in met dit e-mailadres. U krijgt dan een code in uw mail:"),
            _link("initiatives:mine"),
            _("Wilt u niet? Dan hoeft u niets te doen. Na %(term)s vergeten wij uw adres.")
            % {"term": in_words(term_of("initiatives.invitations"))},
        ),
    )


def submitted_letter(initiative: Initiative) -> Letter:
    """Tell the wijkmanager that an initiative waits to be put on the site."""
    return Letter(
        _("Nieuw initiatief: %(title)s") % {"title": initiative.title},
        _written(
            _("Goedendag,"),
            _("Er is een initiatief ingestuurd in %(area)s:") % {"area": initiative.area},
            _quoted(initiative.title),
            _("Lees het en zet het op de site, of geef het terug met een reden:"),
            _link("initiatives:handle", initiative.public_id),
        ),
    )


@in_every_language
def step_letter(initiative: Initiative, step: Step) -> Letter:
    """Tell the makers what happened to their initiative, and why."""
    reason = _("De reden: %(reason)s") % {"reason": step.reason} if step.reason else ""
    by = (
        _("U krijgt uiterlijk %(day)s antwoord.") % {"day": date_format(initiative.answer_by, "j F Y")}
        if step.name == "check" and initiative.answer_by
        else ""
    )
    return Letter(
        _("%(title)s: %(state)s") % {"title": initiative.title, "state": step.get_state_display()},
        _written(
            _("Goedendag,"),
            _("De stand van uw initiatief is nu “%(state)s”:") % {"state": step.get_state_display()},
            _quoted(initiative.title),
            reason,
            by,
            _("Bekijk het hier:"),
            _link("initiatives:own", initiative.public_id),
        ),
    )


def check_letter(check: Check) -> Letter:
    """Ask a department whether an initiative can be done."""
    return Letter(
        _("Kan dit? %(title)s") % {"title": check.initiative.title},
        _written(
            _("Goedendag,"),
            _("Bewoners van %(area)s hebben een plan:") % {"area": check.initiative.area},
            _quoted(check.initiative.title),
            _("De vraag aan %(organisation)s: %(question)s")
            % {"organisation": check.organisation, "question": check.question},
            _("Antwoord uiterlijk %(day)s, met uw reden. Bewoners lezen uw antwoord:")
            % {"day": date_format(check.due_on, "j F Y")},
            _link("initiatives:check", check.pk),
        ),
    )


def late_check_letter(check: Check) -> Letter:
    """Remind a department that residents wait for its answer."""
    return Letter(
        _("Nog geen antwoord: %(title)s") % {"title": check.initiative.title},
        _written(
            _("Goedendag,"),
            _("Bewoners van %(area)s wachten op antwoord over hun plan:") % {"area": check.initiative.area},
            _quoted(check.initiative.title),
            _("De vraag aan %(organisation)s: %(question)s")
            % {"organisation": check.organisation, "question": check.question},
            _("Uw antwoord was nodig op %(day)s. Iedereen ziet dat het te laat is. Antwoord hier:")
            % {"day": date_format(check.due_on, "j F Y")},
            _link("initiatives:check", check.pk),
        ),
    )


def checked_letter(check: Check, *, waiting: int) -> Letter:
    """Tell the wijkmanager what a department said, and of how many others the answer still lacks."""
    return Letter(
        _("%(organisation)s gaf antwoord: %(title)s")
        % {"organisation": check.organisation, "title": check.initiative.title},
        _written(
            _("Goedendag,"),
            _("U vroeg: %(question)s") % {"question": check.question},
            _("Het antwoord van %(organisation)s: %(answer)s")
            % {"organisation": check.organisation, "answer": check.get_outcome_display()},
            _quoted(check.reason),
            _("U wacht nog op anderen: %(number)d.") % {"number": waiting}
            if waiting
            else _("Iedereen die u vroeg, heeft geantwoord. U kunt nu besluiten:"),
            _link("initiatives:handle", check.initiative.public_id),
        ),
    )


def deadline_letter(initiative: Initiative) -> Letter:
    """Remind the wijkmanager of the day on which makers were to hear whether it goes on."""
    return Letter(
        _("Bewoners wachten op uw besluit: %(title)s") % {"title": initiative.title},
        _written(
            _("Goedendag,"),
            _("De makers horen uiterlijk op %(day)s of dit doorgaat. Dat is hun beloofd:")
            % {"day": date_format(initiative.answer_by, "j F Y")},
            _quoted(initiative.title),
            _("Besluit hier:"),
            _link("initiatives:handle", initiative.public_id),
        ),
    )


@in_every_language
def answer_letter(comment: Comment) -> Letter:
    """Tell who asked something that there is an answer."""
    return Letter(
        _("Antwoord op uw vraag bij “%(title)s”") % {"title": comment.initiative.title},
        _written(
            _("Goedendag,"),
            _("U vroeg:"),
            _quoted(comment.words),
            _("Het antwoord:"),
            _quoted(comment.answer),
            _link("initiatives:initiative", comment.initiative.public_id),
        ),
    )


def _link(name: str, *args) -> str:
    return settings.PORTAL_URL + reverse(name, args=args)


def _quoted(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _written(*paragraphs: str) -> str:
    return "\n\n".join(part for part in paragraphs if part)
