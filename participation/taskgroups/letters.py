"""What the letters about taakgroepen say. No letter tells the address of somebody else."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from participation.taskgroups.models import HelpCall, Member, Message, TaskGroup
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
def invitation_letter(member: Member, *, by) -> Letter:
    """Ask someone to take part; the sender is named, for they chose to invite."""
    return _letter(
        _("Doet u mee met %(group)s?") % {"group": member.group},
        _("%(name)s vraagt of u mee wilt doen met een taakgroep in %(area)s:")
        % {"name": by, "area": member.group.area},
        _quoted(f"{member.group}: {member.group.aim}"),
        _("Wilt u meedoen? Log in met dit e-mailadres. U krijgt dan een code in uw mail:"),
        _link("taskgroups:mine"),
        _("Wilt u niet? Dan hoeft u niets te doen. Na %(term)s vergeten wij uw adres.")
        % {"term": in_words(term_of("taskgroups.invitations"))},
    )


@in_every_language
def request_letter(member: Member) -> Letter:
    """Tell the trekker that somebody wants to take part."""
    return _letter(
        _("Iemand wil meedoen met %(group)s") % {"group": member.group},
        _("Er is een nieuwe aanmelding voor uw taakgroep."),
        _quoted(member.words),
        _("Zeg welkom, of bedank:"),
        _link("taskgroups:own", member.group.public_id),
    )


@in_every_language
def admitted_letter(member: Member) -> Letter:
    """Tell someone that they are a member."""
    return _letter(
        _("Welkom bij %(group)s") % {"group": member.group},
        _("U bent nu lid van de taakgroep %(group)s.") % {"group": member.group},
        _("Hier staan de taken en de berichten:"),
        _link("taskgroups:own", member.group.public_id),
    )


@in_every_language
def lead_letter(group: TaskGroup) -> Letter:
    """Tell someone that they lead the group from now on."""
    return _letter(
        _("U bent nu trekker van %(group)s") % {"group": group},
        _(
            "De taakgroep heeft u als trekker. U nodigt leden uit, verdeelt taken en vraagt om hulp als dat nodig is."
        ),
        _link("taskgroups:own", group.public_id),
    )


@in_every_language
def no_lead_letter(group: TaskGroup) -> Letter:
    """Tell who helps the group that it has no trekker any more."""
    return _letter(
        _("%(group)s heeft geen trekker meer") % {"group": group},
        _("De trekker van deze taakgroep in %(area)s is weggegaan. Spreek met de leden af wie het overneemt:")
        % {"area": group.area},
        _link("taskgroups:own", group.public_id),
    )


@in_every_language
def message_letter(message: Message) -> Letter:
    """Bring a message; the answer goes through the portal too."""
    where = "taskgroups:own" if not message.answers_id else "taskgroups:group"
    return _letter(
        _("Bericht van %(group)s") % {"group": message.group},
        _("Er is een bericht bij de taakgroep %(group)s:") % {"group": message.group},
        _quoted(message.words),
        _("Antwoorden doet u via het portaal. Zo blijven ieders gegevens privé:"),
        _link(where, message.group.public_id),
    )


def call_letter(call: HelpCall) -> Letter:
    """Tell the opbouwwerker that a group asks for help, and by when it hears something."""
    return _letter(
        _("Hulp gevraagd door %(group)s") % {"group": call.group},
        _("De taakgroep %(group)s in %(area)s vraagt om hulp:")
        % {"group": call.group, "area": call.group.area},
        _quoted(call.words),
        _("Geef antwoord uiterlijk %(day)s:") % {"day": date_format(call.due_on, "j F Y")},
        _link("taskgroups:own", call.group.public_id),
    )


@in_every_language
def answer_letter(call: HelpCall) -> Letter:
    """Tell the members what the opbouwwerker answered."""
    return _letter(
        _("Antwoord op uw vraag om hulp: %(group)s") % {"group": call.group},
        _("U vroeg:"),
        _quoted(call.words),
        _("Het antwoord:"),
        _quoted(call.answer),
        _link("taskgroups:own", call.group.public_id),
    )


@in_every_language
def thanks_letter(group: TaskGroup) -> Letter:
    """Thank every member when it is done."""
    return _letter(
        _("Bedankt! %(group)s is klaar") % {"group": group},
        _("Samen is het gelukt. Dank voor uw tijd, uw ideeën en uw handen."),
        _("Dit schreef uw groep erover:"),
        _quoted(group.state_reason),
        _link("taskgroups:group", group.public_id),
    )


def _letter(subject: str, *paragraphs: str) -> Letter:
    return Letter(subject, "\n\n".join([_("Goedendag,"), *(part for part in paragraphs if part)]))


def _link(name: str, *args) -> str:
    return settings.PORTAL_URL + reverse(name, args=args)


def _quoted(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
