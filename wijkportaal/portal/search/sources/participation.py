"""What residents start, say, choose and hear. What only who works on it may see is a source beside the public one."""

from collections.abc import Iterable

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from participation.consultations.answers import WISH
from participation.consultations.models import Consultation, Question, Wish
from participation.consultations.queries.rounds import public_rounds as public_consultations
from participation.consultations.queries.rounds import visible_to as consultations_of
from participation.consultations.states import REPORTED, WISH_OPEN
from participation.ideas.models import IdeaAnswer
from participation.ideas.states import ANSWERS
from participation.initiatives.models import Initiative
from participation.initiatives.queries import visible_to as initiatives_visible_to
from participation.meetings.models import AgendaPoint, Meeting, MeetingDecision, MeetingPromise, Minutes
from participation.meetings.queries import managed, shown
from participation.meetings.states import ADOPTED
from participation.signals.models import Signal
from participation.signals.queries.following import on_the_site
from participation.signals.queries.inbox import visible_to as signals_visible_to
from participation.surveys.models import Survey
from participation.surveys.queries import public_surveys
from participation.surveys.queries import visible_to as surveys_of
from participation.taskgroups.models import TaskGroup
from participation.taskgroups.queries import open_to as groups_open_to
from participation.taskgroups.queries import running_first
from participation.voting.answers import PLAN
from participation.voting.models import VotePlan, VotingRound
from participation.voting.queries import public_rounds as public_votes
from participation.voting.queries import visible_to as votes_of
from wijkportaal.foundation.richtext.calculations import plain
from wijkportaal.portal.search.registry import Found, searchable


def among(things: QuerySet, public: QuerySet) -> QuerySet:
    """Keep what the public knows of."""
    return things.filter(Exists(public.order_by().filter(pk=OuterRef("pk"))))


def beside(things: QuerySet, public: QuerySet) -> QuerySet:
    """Keep what the public does not know of."""
    return things.filter(~Exists(public.order_by().filter(pk=OuterRef("pk"))))


@searchable("initiative", kind="initiatief", model=Initiative, visible=initiatives_visible_to)
def read_initiatives(initiatives: QuerySet) -> Iterable[Found]:
    """Initiatives by the words of their makers."""
    for each in initiatives:
        yield Found(
            each.pk,
            each.title,
            [each.what, each.why, each.street, each.task, each.offer, each.with_whom],
            each.get_absolute_url(),
            area=each.area_id,
            day=timezone.localdate(each.published_at or each.created_at),
        )


def groups_visible_to(person) -> QuerySet:
    """Return the groups that somebody finds: those that did not stop, and their own."""
    found = Q(pk__in=running_first(TaskGroup.objects.all()).order_by().values("pk"))
    if person.is_authenticated:
        found |= Q(pk__in=groups_open_to(person).values("pk"))
    return TaskGroup.objects.filter(found)


@searchable("taskgroup", kind="taakgroep", model=TaskGroup, visible=groups_visible_to)
def read_groups(groups: QuerySet) -> Iterable[Found]:
    """Taakgroepen by what they are for; nobody who is in one."""
    for each in groups:
        yield Found(
            each.pk,
            each.name,
            [each.aim, each.wanted],
            each.get_absolute_url(),
            area=each.area_id,
            day=timezone.localdate(each.created_at),
        )


MEETING_TABLES = ((AgendaPoint, "meeting_id"), (Minutes, "meeting_id"))
OUTCOME_TABLES = ((MeetingDecision, "meeting_id"), (MeetingPromise, "meeting_id"))


@searchable(
    "meeting",
    kind="bijeenkomst",
    model=Meeting,
    visible=lambda person: shown(),
    watched=[*MEETING_TABLES, *OUTCOME_TABLES],
)
def read_meetings(meetings: QuerySet) -> Iterable[Found]:
    """Meetings as everybody reads them: what was said and decided only once that is settled."""
    for each in _with_words(among(meetings, shown())):
        yield _meeting(each, each.get_absolute_url(), is_settled=each.state == ADOPTED)


def settled() -> QuerySet:
    """Return the meetings of which everybody reads all."""
    return shown().filter(state=ADOPTED)


def managed_by(person) -> QuerySet:
    """Return the meetings of which somebody reads more than the public does."""
    if not person.is_authenticated:
        return Meeting.objects.none()
    return beside(managed(person), settled())


@searchable(
    "meeting_work",
    kind="bijeenkomst",
    model=Meeting,
    visible=managed_by,
    watched=[*MEETING_TABLES, *OUTCOME_TABLES],
)
def read_own_meetings(meetings: QuerySet) -> Iterable[Found]:
    """Meetings as who holds them reads them, with what is not settled yet."""
    for each in _with_words(beside(meetings, settled())):
        yield _meeting(each, reverse("meetings:overview", args=[each.public_id]), is_settled=True)


def _with_words(meetings: QuerySet) -> QuerySet:
    return meetings.select_related("facility", "minutes", "organiser").prefetch_related(
        "points", "meetingdecisions", "meetingpromises"
    )


def _meeting(meeting: Meeting, url: str, *, is_settled: bool) -> Found:
    texts = [meeting.intro, meeting.place, meeting.host, *(point.title for point in meeting.points.all())]
    if is_settled:
        texts += [each.text for each in meeting.meetingdecisions.all()]
        texts += [each.text for each in meeting.meetingpromises.all()]
        texts += [plain(meeting.minutes.text)] if hasattr(meeting, "minutes") else []
    day = timezone.localdate(meeting.starts_at)
    return Found(meeting.pk, meeting.title, texts, url, area=meeting.area_id, day=day)


@searchable("signal", kind="signaal", model=Signal, visible=lambda person: on_the_site())
def read_signals(signals: QuerySet) -> Iterable[Found]:
    """Public signals by the text that is on the site, which need not be what somebody wrote."""
    for each in among(signals, on_the_site()):
        day = timezone.localdate(each.received_at)
        texts = [each.public_text, each.place]
        yield Found(each.pk, each.title, texts, each.get_absolute_url(), area=each.area_id, day=day)


@searchable(
    "signal_work",
    kind="signaal",
    model=Signal,
    visible=lambda person: beside(signals_visible_to(person), on_the_site()),
)
def read_own_signals(signals: QuerySet) -> Iterable[Found]:
    """Signals as who works on them reads them; not who sent them."""
    for each in beside(signals, on_the_site()):
        url = reverse("signals:overview", args=[each.public_id])
        day = timezone.localdate(each.received_at)
        texts = [each.text, each.place, each.public_id]
        yield Found(each.pk, each.title, texts, url, area=each.area_id, day=day)


@searchable(
    "consultation", kind="vragenronde", model=Consultation, visible=lambda person: public_consultations()
)
def read_consultations(consultations: QuerySet) -> Iterable[Found]:
    """Rounds by what was asked. What people want stands apart, each wish with its answer."""
    for each in _with_questions(among(consultations, public_consultations())):
        yield _consultation(each, each.get_absolute_url())


@searchable(
    "consultation_work",
    kind="vragenronde",
    model=Consultation,
    visible=lambda person: beside(consultations_of(person), public_consultations()),
)
def read_own_consultations(consultations: QuerySet) -> Iterable[Found]:
    """Rounds that have not begun, for who prepares them."""
    for each in _with_questions(beside(consultations, public_consultations())):
        yield _consultation(each, reverse("consultations:overview", args=[each.public_id]))


def _with_questions(consultations: QuerySet) -> QuerySet:
    return consultations.select_related("question_set").prefetch_related("question_set__questions")


def _consultation(consultation: Consultation, url: str) -> Found:
    questions: Iterable[Question] = consultation.question_set.questions.all()
    texts = [consultation.intro, *(question.text for question in questions)]
    return Found(
        consultation.pk,
        consultation.title,
        texts,
        url,
        area=consultation.area_id,
        day=consultation.ends_on,
    )


def told_wishes(person) -> QuerySet:
    """Return the wishes that everybody reads, with what became of them."""
    told = Wish.objects.filter(consultation__state=REPORTED, is_public=True, card_count__gt=0)
    return told.exclude(state=WISH_OPEN)


@searchable("wish", kind="idee", model=Wish, visible=told_wishes)
def read_wishes(wishes: QuerySet) -> Iterable[Found]:
    """Wishes of residents with the answer."""
    for each in among(wishes, told_wishes(None)).select_related("consultation"):
        held = each.consultation
        url, area, day = held.get_absolute_url(), held.area_id, held.ends_on
        yield Found(each.pk, each.title, [each.reply], url, area=area, day=day)


def answers_visible_to(person) -> QuerySet:
    """Return the answers of which the idea is still there to read: an answer outlives its idea."""
    plans = VotePlan.objects.filter(voting_round__in=public_votes().order_by())
    ideas = {WISH: told_wishes(person), PLAN: plans}
    found = Q(pk__in=[])
    for kind, known in ideas.items():
        found |= Q(kind=kind, ident__in=known.values_list(Cast("pk", CharField())))
    return IdeaAnswer.objects.filter(found)


@searchable("idea_answer", kind="idee", model=IdeaAnswer, visible=answers_visible_to)
def read_answers(answers: QuerySet) -> Iterable[Found]:
    """Ideas that were answered on the page of all ideas of an area, which everybody reads."""
    for each in answers.select_related("area"):
        url = f"{reverse('ideas:area', args=[each.area.slug])}?jaar={timezone.localdate(each.given_at).year}"
        texts = [str(ANSWERS[each.answer]), each.why, each.who, each.when]
        day = timezone.localdate(each.given_at)
        yield Found(each.pk, each.title, texts, url, area=each.area_id, day=day)


@searchable(
    "vote",
    kind="stemming",
    model=VotingRound,
    visible=lambda person: public_votes(),
    watched=[(VotePlan, "voting_round_id")],
)
def read_votes(rounds: QuerySet) -> Iterable[Found]:
    """Votes with the plans that one chooses from."""
    for each in among(rounds, public_votes()).prefetch_related("plans"):
        yield _vote(each, each.get_absolute_url())


@searchable(
    "vote_work",
    kind="stemming",
    model=VotingRound,
    visible=lambda person: beside(votes_of(person), public_votes()),
    watched=[(VotePlan, "voting_round_id")],
)
def read_own_votes(rounds: QuerySet) -> Iterable[Found]:
    """Votes that are not announced, for who prepares them."""
    for each in beside(rounds, public_votes()).prefetch_related("plans"):
        yield _vote(each, reverse("voting:overview", args=[each.public_id]))


def _vote(voting_round: VotingRound, url: str) -> Found:
    plans = [text for plan in voting_round.plans.all() for text in (plan.title, plan.words, plan.place)]
    day = timezone.localdate(voting_round.ends_at)
    texts = [voting_round.intro, *plans]
    return Found(voting_round.pk, voting_round.title, texts, url, area=voting_round.area_id, day=day)


@searchable("survey", kind="peiling", model=Survey, visible=lambda person: public_surveys())
def read_surveys(surveys: QuerySet) -> Iterable[Found]:
    """Surveys by what they are about."""
    for each in among(surveys, public_surveys()):
        url = each.get_absolute_url()
        yield Found(
            each.pk, each.title, [each.intro], url, area=each.area_id, day=each.ends_on, year=each.year
        )


@searchable(
    "survey_work",
    kind="peiling",
    model=Survey,
    visible=lambda person: beside(surveys_of(person), public_surveys()),
)
def read_own_surveys(surveys: QuerySet) -> Iterable[Found]:
    """Surveys that have not begun, for who prepares them."""
    for each in beside(surveys, public_surveys()):
        url = reverse("surveys:overview", args=[each.public_id])
        yield Found(
            each.pk, each.title, [each.intro], url, area=each.area_id, day=each.ends_on, year=each.year
        )
