"""Every write of the room: working the figures out anew, targets, groups, what somebody wants to see, and the letters."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.territory.models import Area
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.files.actions import delete_file, store_file
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.portal.steering.letters import weekly_letter
from wijkportaal.portal.steering.models import (
    AreaGroup,
    GroupedArea,
    Reckoning,
    SteeringDocument,
    SteeringFigure,
    SteeringPreference,
    Target,
)
from wijkportaal.portal.steering.queries.counting import Figures, count_figures, years_until
from wijkportaal.portal.steering.queries.news import week_of, weekly_news
from wijkportaal.portal.steering.queries.reading import REFRESH_KEY, document_key, readers_of_the_mail

WEEKS_KEPT = 10
KEEP_DOCUMENTS = timedelta(days=7)
BATCH = 5000
# The hours from which on figures are worked out anew, and letters are sent.
NIGHT, MORNING, MONDAY = 3, 7, 0


def request_refresh(*, by) -> Job:
    """Ask for all figures to be worked out anew; while that is going on, that is the answer."""
    return request_job(REFRESH_KEY, subject=_("Cijfers berekenen"), by=by, key=REFRESH_KEY)


def keep_figures(figures: Figures, years: Iterable[int], *, as_of: datetime) -> int:
    """Put figures in the place of those of the same years; the first of a week are kept as its beginning too.

    Returns how many there are now.
    """
    periods = [str(year) for year in years]
    with transaction.atomic():
        # One at a time: two that ran at once would find each other's rows in their way.
        list(Reckoning.objects.select_for_update().filter(period__in=periods))
        SteeringFigure.objects.filter(period__in=periods).delete()
        SteeringFigure.objects.bulk_create(_rows(figures, as_of), batch_size=BATCH)
        for period in periods:
            Reckoning.objects.update_or_create(period=period, defaults={"as_of": as_of})
        keep_week(figures, as_of=as_of)
        _forget_old_weeks()
    return len(figures)


def keep_week(figures: Figures, *, as_of: datetime) -> None:
    """Keep the figures of this year as the beginning of a week, unless those of an earlier day are there."""
    day = timezone.localdate(as_of)
    week = week_of(day)
    _known, made = Reckoning.objects.get_or_create(period=week, defaults={"as_of": as_of})
    if made:
        own = {at: told for at, told in figures.items() if at[2] == day.year}
        SteeringFigure.objects.bulk_create(_rows(own, as_of, period=week), batch_size=BATCH)


def _rows(figures: Figures, as_of: datetime, *, period: str = "") -> list[SteeringFigure]:
    return [
        SteeringFigure(figure=key, area_id=area, period=period or str(year), as_of=as_of, **vars(told))
        for (key, area, year), told in figures.items()
    ]


def _forget_old_weeks() -> None:
    weeks = Reckoning.objects.filter(period__contains="-W").order_by("-period")
    old = list(weeks.values_list("period", flat=True)[WEEKS_KEPT:])
    if old:
        SteeringFigure.objects.filter(period__in=old).delete()
        Reckoning.objects.filter(period__in=old).delete()


def refresh_figures(*, as_of: datetime | None = None) -> int:
    """Work all figures out and keep them; safe to do twice."""
    moment = as_of or timezone.now()
    years = years_until(timezone.localdate(moment))
    return keep_figures(count_figures(years, today=timezone.localdate(moment)), years, as_of=moment)


def set_target(*, figure: str, area: Area | None, year: int, value: Decimal, by) -> Target:
    """Say what a figure should be; a target that exists gets the new value."""
    with recorded(by=by, action="steering.set_target"):
        target, _made = Target.objects.update_or_create(
            figure=figure,
            area=area,
            year=year,
            defaults={"value": value, "set_by": by, "set_at": timezone.now()},
        )
    return target


def remove_target(target: Target, *, by) -> None:
    """Take a target away."""
    with recorded(by=by, action="steering.remove_target"):
        target.delete()


def save_group(name: str, areas: Iterable[Area], *, by) -> AreaGroup:
    """Make a group of areas that are alike; a group of that name gets these areas."""
    with recorded(by=by, action="steering.save_group"):
        group, made = AreaGroup.objects.get_or_create(name=name, defaults={"made_by": by})
        chosen = {area.pk for area in areas}
        if not made:
            GroupedArea.objects.filter(group=group).exclude(area__in=chosen).delete()
        present = set(GroupedArea.objects.filter(group=group).values_list("area", flat=True))
        GroupedArea.objects.bulk_create(
            GroupedArea(group=group, area_id=pk) for pk in sorted(chosen - present)
        )
    return group


def remove_group(group: AreaGroup, *, by) -> None:
    """Take a group away; the areas stay."""
    with recorded(by=by, action="steering.remove_group"):
        group.delete()


def save_preference(person, **fields) -> SteeringPreference:
    """Keep what someone wants to see or get."""
    preference, _made = SteeringPreference.objects.update_or_create(person=person, defaults=fields)
    return preference


def request_document(person, board: str, query: str) -> Job:
    """Ask for the PDF of a board as somebody sees it now."""
    return request_job(
        "steering.make_document",
        subject=_("PDF maken"),
        by=person,
        arguments={"person": person.pk, "board": board, "query": query},
        key=document_key(person, board),
    )


def keep_document(person, board: str, content: bytes, *, pages: int) -> SteeringDocument:
    """Keep a finished PDF for who asked for it, in the place of the one before."""
    with recorded(by=person, action="steering.keep_document"):
        forget_documents(SteeringDocument.objects.filter(person=person, board=board))
        stored = store_file(CheckedFile(content, f"{board}.pdf", pages), by=person)
        return SteeringDocument.objects.create(person=person, board=board, file=stored)


def documents_past(term: timedelta = KEEP_DOCUMENTS) -> QuerySet[SteeringDocument]:
    """Return the PDFs that were asked for longer ago than `term`."""
    return SteeringDocument.objects.filter(made_at__lt=timezone.now() - term)


def forget_documents(documents) -> int:
    """Delete PDFs with their files; returns how many."""
    found = list(documents.select_related("file"))
    for document in found:
        delete_file(document.file, by=None)
    return len(found)


def send_weekly_letters(*, today: date | None = None) -> int:
    """Send who wants it what changed since last week; who has nothing new gets nothing. Returns how many were sent."""
    day = today or timezone.localdate()
    sent = 0
    for preference in readers_of_the_mail():
        news = weekly_news(preference.person, today=day)
        if news is None:
            continue
        letter = weekly_letter(preference.person, news)
        key = f"steering.weekly:{preference.person_id}:{week_of(day)}"
        send_letter(to=preference.person.email, subject=letter.subject, body=letter.body, key=key)
        sent += 1
    return sent


def follow_clock(*, now: datetime | None = None) -> None:
    """Ask for new figures once a night, and when there are none; on Monday send the letters. Safe to do often."""
    moment = timezone.localtime(now or timezone.now())
    last = Reckoning.objects.filter(period=str(moment.year)).first()
    is_of_today = last is not None and timezone.localdate(last.as_of) == moment.date()
    if last is None or (moment.hour >= NIGHT and not is_of_today):
        request_refresh(by=None)
    # After the figures of this morning, so that they are what changed.
    if moment.weekday() == MONDAY and moment.hour >= MORNING and is_of_today:
        send_weekly_letters(today=moment.date())
