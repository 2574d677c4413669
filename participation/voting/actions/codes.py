"""Writes on codes: for letters, for an e-mail address, for an account. A code itself is never kept."""

from django.utils import timezone

from areas.territory.models import Area
from participation.voting import letters
from participation.voting.calculations.secrecy import code_of_address, mark_of_code
from participation.voting.models import CodeBatch, VotingCode, VotingRound
from participation.voting.states import BY_CODE, DRAFT, MOST_CODES, PLANNED, VotingRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.people.codes import new_code


def make_codes(voting_round: VotingRound, *, area: Area, size: int, by) -> list[str]:
    """Make codes for the letters to an area and return them, for the printer: only their marks are kept.

    Raises VotingRefused once voting has begun.
    """
    with recorded(by=by, action="voting.make_codes"):
        locked = VotingRound.objects.select_for_update(of=("self",)).get(pk=voting_round.pk)
        if locked.state not in {DRAFT, PLANNED} or locked.check_by != BY_CODE:
            raise VotingRefused(refusal("Codes maakt u voordat het stemmen begint."))
        if not 1 <= size <= MOST_CODES:
            raise ValueError("An impossible number of codes.")
        batch = CodeBatch.objects.create(voting_round=locked, area=area, size=size, made_by=by)
        codes = [new_code() for _number in range(size)]
        VotingCode.objects.bulk_create(
            (
                VotingCode(
                    voting_round=locked, batch=batch, area=area, mark=mark_of_code(locked.pepper, code)
                )
                for code in codes
            ),
            batch_size=2000,
        )
    return codes


def withdraw_codes(batch: CodeBatch, *, by) -> None:
    """Make the codes of a batch worthless, as when the file was lost. Raises VotingRefused once voting has begun."""
    with recorded(by=by, action="voting.withdraw_codes"):
        locked = VotingRound.objects.select_for_update(of=("self",)).get(pk=batch.voting_round_id)
        if locked.state not in {DRAFT, PLANNED}:
            raise VotingRefused(refusal("Het stemmen is al begonnen: met deze codes kan al gestemd zijn."))
        batch.delete()


def give_code(voting_round: VotingRound, address: str, *, area: Area | None = None) -> str:
    """Return the code of an e-mail address that was proven, and let it vote. The address is not kept."""
    code = code_of_address(voting_round.pepper, address)
    VotingCode.objects.get_or_create(
        voting_round=voting_round, mark=mark_of_code(voting_round.pepper, code), defaults={"area": area}
    )
    return code


def send_code(voting_round: VotingRound, address: str, *, area: Area | None = None) -> None:
    """Send the code of an e-mail address to it; at most once an hour, and always the same code."""
    code = give_code(voting_round, address, area=area)
    letter = letters.code_letter(voting_round, code)
    hour = timezone.localtime().strftime("%Y%m%d%H")
    mark = mark_of_code(voting_round.pepper, f"letter {code}")[:20]
    send_letter(to=address, subject=letter.subject, body=letter.body, key=f"voting.code:{mark}:{hour}")
