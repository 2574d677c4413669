"""What the mails about voting say."""

from dataclasses import dataclass

from django.conf import settings

from participation.voting.models import VotingRound
from participation.voting.states import moment
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.people.codes import written

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def address_of(voting_round: VotingRound, code: str = "") -> str:
    """Return the address to vote at. The code stands behind the #: a browser keeps that to itself and sends it nowhere."""
    address = settings.PORTAL_URL + voting_round.get_absolute_url()
    return f"{address}#{written(code)}" if code else address


@in_every_language
def code_letter(voting_round: VotingRound, code: str) -> Letter:
    """Give somebody the code to vote with."""
    return Letter(
        _("Uw stemcode: %(title)s") % {"title": voting_round.title},
        "\n\n".join(
            (
                _("Goedendag,"),
                _("U wilt stemmen: “%(title)s” in %(area)s.")
                % {"title": voting_round.title, "area": voting_round.area},
                _("Uw code is %(code)s. Vul hem hier in:\n%(link)s")
                % {"code": written(code), "link": address_of(voting_round, code)},
                _("U kunt stemmen en uw stem veranderen tot %(day)s, steeds met dezelfde code.")
                % {"day": moment(voting_round.ends_at)},
                _(
                    "Bewaar deze code en geef hem aan niemand. Hebt u dit niet gevraagd? Dan hoeft u niets te doen."
                ),
            )
        ),
    )
