"""What the letters about roles say. Objects in, subject and text out."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from areas.roles.models import Invitation, RoleAssignment
from areas.territory.models import Area
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def place(area: Area) -> str:
    """Return an area as one says it after a role: “in de gemeente X”, “in Noord”."""
    if area.is_root:
        return _("in de gemeente %(name)s") % {"name": area.name}
    return _("in %(name)s") % {"name": area.name}


def invitation_letter(invitation: Invitation, token: str) -> Letter:
    """The invitation itself. The link is the key: it stands nowhere else."""
    link = settings.PORTAL_URL + reverse("roles:invitation", args=[token])
    inviter = invitation.invited_by or _("De beheerder")
    lines = [
        _("Beste %(name)s,") % {"name": invitation.full_name} if invitation.full_name else _("Goedendag,"),
        "",
        _("%(inviter)s nodigt u uit voor het Wijkportaal. U wordt %(role)s %(place)s.")
        % {"inviter": inviter, "role": invitation.title, "place": place(invitation.area).removesuffix(".")},
        "",
    ]
    if invitation.message:
        lines += [*(f"  {line}" for line in invitation.message.splitlines()), ""]
    lines += [
        _("Neem de uitnodiging aan met deze link:"),
        link,
        "",
        _("De link werkt tot en met %(date)s, en één keer. Geef hem niet door.")
        % {"date": date_format(timezone.localdate(invitation.expires_at), "j F Y")},
        _("Kent u de afzender niet? Dan hoeft u niets te doen."),
    ]
    return Letter(
        _("Uitnodiging: %(role)s %(place)s") % {"role": invitation.title, "place": place(invitation.area)},
        "\n".join(lines),
    )


def new_role_letter(assignment: RoleAssignment) -> Letter:
    """Tell someone who has an account already that they hold a new role."""
    lines = [
        _("Beste %(name)s,") % {"name": assignment.person},
        "",
        _("U hebt een nieuwe rol in het Wijkportaal: %(role)s %(place)s, vanaf %(date)s.")
        % {
            "role": assignment.title,
            "place": place(assignment.area),
            "date": date_format(assignment.valid_from, "j F Y"),
        },
    ]
    if assignment.valid_until:
        lines.append(_("De rol stopt op %(date)s.") % {"date": date_format(assignment.valid_until, "j F Y")})
    lines += ["", _("Inloggen doet u hier:"), settings.PORTAL_URL + reverse("account_login")]
    return Letter(_("Uw nieuwe rol: %(role)s") % {"role": assignment.title}, "\n".join(lines))


def ended_role_letter(assignment: RoleAssignment, reason: str) -> Letter:
    """Tell someone that a role of theirs stops."""
    lines = [
        _("Beste %(name)s,") % {"name": assignment.person},
        "",
        _("Uw rol %(role)s %(place)s stopt op %(date)s.")
        % {
            "role": assignment.title,
            "place": place(assignment.area),
            "date": date_format(assignment.valid_until, "j F Y"),
        },
    ]
    if reason:
        lines.append(_("De reden: %(reason)s") % {"reason": reason})
    lines += ["", _("Klopt dit niet? Neem dan contact op met de beheerder van de gemeente.")]
    return Letter(_("Uw rol stopt: %(role)s") % {"role": assignment.title}, "\n".join(lines))
