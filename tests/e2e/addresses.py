"""Addresses in the demonstration beside those that links lead to, and why some doors are no pages."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from areas.imports.models import ImportBatch
from areas.organisations.models import Facility, Function, Organisation
from areas.reforms.views import STEPS
from areas.roles.models import AccessReview, RoleAssignment
from areas.territory.models import Area
from areas.themes.models import Theme
from budgets.allocations.models import AccountSettlement, Allocation, Run
from budgets.books.models import AnnualAccount, Auditor, VillageRequest
from budgets.books.queries import audit_token
from budgets.decisions.models import Decision
from budgets.decisions.queries import letter_token
from budgets.flows.models import FlowGoal, FlowSheet, FlowSource, JointFlow, MoneyFlow, PartnerCall
from budgets.grants.models import Application
from budgets.ledger.models import Account, Purpose
from budgets.ledger.models import Entry as Booking
from budgets.objections.models import Objection
from budgets.payments.models import BankLine, ExpectedPayment, StatementFile
from budgets.vouchers.models import Redemption, Voucher
from participation.asks.models import Ask
from participation.consultations.models import Consultation, QuestionSet, Walker, Wish
from participation.initiatives.models import Check, Initiative
from participation.meetings.models import Meeting, SignUp
from participation.meetings.queries import link_token
from participation.moderation.models import Case
from participation.neighbours.letters import renew_token
from participation.neighbours.models import Notice, Service, Talk
from participation.reach.models import Activity
from participation.recognition.models import Criterion, Recognition
from participation.signals.models import Signal
from participation.signals.queries.following import follow_token
from participation.stewardship.models import Stewardship
from participation.surveys.models import Survey, SurveyQuestion
from participation.taskgroups.models import HelpCall, TaskGroup
from participation.voting.models import VotePlan, VotingRound
from programmes.analysis.models import Analysis
from programmes.approaches.models import Party, Question
from programmes.commitments.models import Commitment
from programmes.cycle.models import CalendarStep, CycleStep
from programmes.evaluations.models import Evaluation
from programmes.printruns.models import PrintRun
from programmes.projects.models import Project
from programmes.visions.models import ExecutionPlan, PlanLine, VisionTheme
from programmes.yearly.models import AgendaItem, Entry, Part, Programme
from tests.architecture.doors import Door
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration.people import DOMAIN, NORTH
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.visitations.models import Visitation
from wijkportaal.portal.webhooks.models import Webhook

# Doors that answer with something else than a page of HTML.
NO_PAGES = {
    "trail:download": "csv or xlsx",
    "consultations:worker": "JavaScript",
    "grants:file": "PDF",
    "questions:paper": "PDF",
    "visitations:paper": "PDF",
    "visits:paper": "PDF",
    "vouchers:card": "PDF",
    "vouchers:invoice": "PDF",
    "books:audit_receipt": "a picture or PDF",
    "books:document": "PDF",
    "books:download": "PDF, xlsx or csv",
    "books:export": "xlsx or csv",
    "books:receipt": "a picture or PDF",
    "allocations:export": "csv",
    "branding:preview": "a fragment of a page",
    "branding:stylesheet": "CSS",
    "components:example_map": "GeoJSON",
    "cycle:file": "a file",
    "cycle:public_file": "a file",
    "decisions:file": "PDF",
    "decisions:letter_file": "PDF",
    "editions:download": "PDF",
    "exchange:open311_request": "JSON or XML",
    "exchange:open311_requests": "JSON or XML",
    "exchange:open311_service": "JSON or XML",
    "exchange:open311_services": "JSON or XML",
    "exchange:signalen_signal": "JSON",
    "exchange:signalen_signal_slash": "JSON",
    "flows:export": "xlsx",
    "flows:open_data": "csv",
    "imports:template": "xlsx",
    "initiatives:index_map": "GeoJSON",
    "initiatives:map": "GeoJSON",
    "jobs:progress": "a fragment of a page",
    "ledger:export": "xlsx or csv",
    "meetings:calendar": "iCalendar",
    "meetings:feed": "iCalendar",
    "meetings:own_calendar": "iCalendar",
    "mfa_download_recovery_codes": "plain text",
    "mfa_login_webauthn": "JSON",
    "openbook:download": "csv or JSON",
    "operations:alive": "JSON",
    "operations:icon": "leads to a drawing",
    "operations:metrics": "plain text",
    "operations:ready": "JSON",
    "operations:security_contact": "plain text",
    "opendata:area_picture": "a drawing",
    "opendata:catalogue": "JSON-LD or Turtle",
    "opendata:download": "csv, JSON or GeoJSON",
    "opendata:picture": "a drawing",
    "opendata:robots": "plain text",
    "opendata:section": "XML",
    "opendata:sitemap": "XML",
    "opendata:woo_index": "XML",
    "organisations:facilities_geojson": "GeoJSON",
    "pictures:media": "a picture",
    "printruns:for_distributor": "xlsx",
    "privacy:download": "zip",
    "printruns:for_printer": "xlsx",
    "printruns:progress": "a fragment of a page",
    "projects:document": "PDF",
    "recognition:account": "PDF",
    "recognition:download": "PDF or a picture",
    "recognition:statutes": "PDF",
    "stewardship:document": "PDF",
    "projects:map": "GeoJSON",
    "projects:place_map": "GeoJSON",
    "projects:qr": "a drawing",
    "signals:durations_file": "csv",
    "signals:pins": "GeoJSON",
    "signals:point": "GeoJSON",
    "staffels:file": "JSON",
    "staffels:outcomes": "csv",
    "steering:export": "xlsx or csv",
    "steering:open_pdf": "PDF",
    "surveys:measures": "csv",
    "territory:borders": "GeoJSON",
    "yearly:agenda": "iCalendar",
    "visions:document": "PDF",
    "voting:export": "a file of Pabulib",
    "yearly:map": "GeoJSON",
}
# Doors that only take a form; reading them is refused (405).
ONLY_FORMS = {
    "trail:ask",
    "consultations:copy_set",
    "consultations:sync",
    "consultations:step",
    "questions:sources",
    "visitations:evidence",
    "visitations:follow",
    "visitations:step",
    "visitations:new_questionnaire",
    "visitations:questionnaire_step",
    "visitations:drop_questionnaire",
    "questions:step",
    "voting:ask",
    "voting:enter",
    "voting:leave",
    "voting:remove_plan",
    "voting:step",
    "voting:with_account",
    "voting:withdraw_codes",
    "vouchers:pay",
    "books:add_receipt",
    "books:auditors",
    "books:counter",
    "books:hand_back",
    "books:meeting",
    "books:note",
    "books:receive",
    "books:remove_auditor",
    "books:remove_receipt",
    "books:step",
    "allocations:adopt",
    "allocations:again",
    "allocations:ask",
    "allocations:compute",
    "allocations:end_year",
    "allocations:settle",
    "payments:cancel",
    "payments:confirm",
    "allocations:step",
    "cycle:add_check",
    "cycle:add_file",
    "cycle:add_link",
    "cycle:change_check",
    "cycle:remove_file",
    "cycle:remove_link",
    "decisions:again",
    "decisions:post",
    "exchange:revoke",
    "tokens:revoke",
    "exchange:signalen_signals",
    "exchange:signalen_signals_slash",
    "exchange:try_again",
    "flows:apply",
    "flows:discard",
    "flows:remove",
    "imports:apply",
    "imports:discard",
    "initiatives:accept",
    "initiatives:agree",
    "initiatives:ask",
    "initiatives:change_makers",
    "initiatives:comment",
    "initiatives:judge",
    "initiatives:moderate",
    "initiatives:photo",
    "initiatives:rung",
    "initiatives:support",
    "meetings:change_agenda",
    "meetings:change_guests",
    "meetings:sign_up",
    "meetings:step",
    "organisations:close",
    "organisations:close_facility",
    "organisations:move_function",
    "approaches:question_of_signal",
    "origins:ask_money",
    "origins:make_project",
    "origins:tie_group",
    "origins:tie_signal",
    "payments:apply",
    "payments:discard",
    "payments:settle_one",
    "payments:take_back",
    "projects:change_photo",
    "neighbours:answer",
    "neighbours:moderate",
    "recognition:ask",
    "recognition:count_members",
    "recognition:declare",
    "recognition:judge",
    "recognition:meetings",
    "recognition:propose",
    "recognition:settle_sign_up",
    "recognition:step",
    "roles:block",
    "roles:decide",
    "roles:erase",
    "roles:finish",
    "roles:resend",
    "roles:reset_second_factor",
    "roles:unblock",
    "roles:withdraw",
    "signals:bulk",
    "signals:drop_filter",
    "signals:keep_filter",
    "signals:merge",
    "signals:message",
    "signals:split",
    "signals:take",
    "opendata:renew",
    "webhooks:renew_secret",
    "webhooks:step",
    "webhooks:try_again",
    "steering:add_target",
    "steering:keep_preference",
    "steering:make_pdf",
    "steering:refresh",
    "steering:remove_group",
    "steering:remove_target",
    "steering:save_group",
    "subscriptions:change",
    "asks:set_rule",
    "asks:streets",
    "reach:count",
    "reach:note_attempt",
    "reach:tell",
    "surveys:codes",
    "surveys:form_on_paper",
    "surveys:repeat",
    "surveys:step",
    "taskgroups:accept",
    "taskgroups:call",
    "taskgroups:change_members",
    "taskgroups:change_tasks",
    "taskgroups:join",
    "taskgroups:note",
    "taskgroups:write",
    "taskgroups:write_inside",
    "yearly:change_entry",
    "yearly:change_part",
    "yearly:remove_agenda_item",
    "yearly:step",
    "yearly:take_over",
}
# Pages that exist only half-way through something; the test named walks through it.
HALF_WAY = {
    "voting:ballot": "for who has a code: test_voting",
    "voting:done": "for who has voted: test_voting",
    "account_complete_password_reset": "needs the code of a letter (foundation/people/test_sign_in)",
    "account_confirm_login_code": "test_people, test_main_job",
    "account_confirm_password_reset_code": "needs the code of a letter (foundation/people/test_sign_in)",
    "account_email_verification_sent": "needs a new account (foundation/people/test_sign_in)",
    "account_request_login_code": "its form is on the page to sign in",
    "account_set_password": "for who has no password: test_passkeys",
    "books:index": "goes to the one book of who has one: test_books",
    "books:start": "for who has no book yet: test_books",
    "contributions:template_part": "once a gemeente has its own template: test_whole_year",
    "grants:account": "for who applied: test_grants",
    "grants:answer": "for who applied (budgets/grants/test_views)",
    "grants:attachments": "for who applied: test_grants",
    "grants:budget": "for who applied: test_grants",
    "grants:plan": "for who applied: test_grants",
    "grants:receipts": "for who applied: test_grants",
    "grants:submit": "for who applied: test_grants",
    "grants:withdraw": "for who applied (budgets/grants/test_views)",
    "objections:answer": "of decisions without an amount to change (budgets/objections/test_objections)",
    "objections:object": "for who got the decision (budgets/objections/test_objections)",
    "objections:by_link": "needs the letter (budgets/objections/test_objections)",
    "commitments:answer": "needs the letter: test_commitments",
    "mfa_authenticate": "test_passkeys",
    "moderation:appeal": "needs the letter (participation/moderation/test_views)",
    "openid_connect_callback": "the provider sends people here",
    "openid_connect_login": "sends people to the provider",
    "roles:invitation": "needs the letter: test_people",
    "socialaccount_signup": "the provider sends people here",
    "staffels:adopt": "test_staffels",
    "staffels:lapse": "test_staffels",
    "staffels:send_back": "test_staffels",
    "subscriptions:confirm": "needs the letter (participation/subscriptions/test_views)",
    "subscriptions:list": "needs the letter (participation/subscriptions/test_views)",
    "subscriptions:stop": "needs the letter (participation/subscriptions/test_views)",
}


def _drafts():
    """Programmes that the wijkmanager works on."""
    return Programme.objects.filter(state="draft", area__slug__in=NORTH)


def _draft() -> Programme:
    return _drafts().order_by("-year", "pk").first()


def _open_parts():
    """Texts that the wijkmanager may still write."""
    return Part.objects.filter(programme__in=_drafts()).exclude(state="signed")


def _programmes() -> list[tuple]:
    """A wijk, a dorp and the first programme of a new area."""
    published = Programme.objects.filter(state="published").order_by("-year", "area__slug")
    found = [
        published.filter(area__kind="wijk").first(),
        published.filter(area__kind="dorp").first(),
        published.filter(area__slug="de-kluften").first(),
    ]
    return [(programme.year, programme.area.slug) for programme in found if programme]


def _projects() -> list[tuple]:
    """A project in each state."""
    shown = Project.objects.filter(published_at__isnull=False).order_by("state", "pk").distinct("state")
    return [(project.address,) for project in shown]


def _own_project() -> list[tuple]:
    projects = Project.objects.filter(area__slug__in=NORTH).order_by("-pk")
    return [(projects.filter(photos__isnull=False, costs__isnull=False).first().address,)]


def _open_commitment() -> list[tuple]:
    return [(Commitment.objects.filter(area__slug__in=NORTH, state="open").first().public_id,)]


def _steps():
    """Steps of the cycle that the wijkmanager leads."""
    return CycleStep.objects.filter(cycle__area__slug__in=NORTH)


def _this_year() -> int:
    return timezone.localdate().year


def _one(records) -> list[tuple]:
    return [(records.order_by("pk").first().pk,)]


def _signal(**wanted) -> list[tuple]:
    """A signal of where the wijkmanager works."""
    found = Signal.objects.filter(area__slug__in=NORTH, **wanted)
    return [(found.order_by("pk").first().public_id,)]


def _some(records, field: str = "pk") -> list[tuple]:
    """The first, once the demonstration has any."""
    return [(getattr(each, field),) for each in records.order_by("pk")[:1]]


def _analyses():
    """Buurtanalyses that the wijkmanager makes."""
    return Analysis.objects.filter(state="draft", area__slug__in=NORTH)


def _vision_themes():
    """Themes of visies that the wijkmanager makes."""
    return VisionTheme.objects.filter(vision__state="draft", vision__area__slug__in=NORTH)


def _execution_plans():
    """Plans of visies of the areas of the wijkmanager, who may change them."""
    return ExecutionPlan.objects.filter(vision__area__slug__in=NORTH)


def _evaluations():
    return Evaluation.objects.filter(area__slug__in=NORTH)


def _bookings():
    return Booking.objects.filter(lines__account__area__slug__in=NORTH)


def _asked_by_raad(*states: str) -> list[tuple]:
    """A question of the raad about where the wijkmanager works, in each of these states."""
    found = CouncilQuestion.objects.filter(area__slug__in=NORTH, state__in=states)
    return [(each.public_id,) for each in found.order_by("state", "pk").distinct("state")]


def _review(*states: str) -> list[tuple]:
    """A visitatie of where the wijkmanager works, in each of these states."""
    found = Visitation.objects.filter(area__slug__in=NORTH, state__in=states)
    return [(each.public_id,) for each in found.order_by("state", "pk").distinct("state")]


def _applied(state: str, *slugs: str) -> list[tuple]:
    """An application in a state, of the board of the demonstration or of where the wijkmanager works."""
    found = Application.objects.filter(state=state, area__slug__in=slugs or ("oldekaap",))
    return [(found.order_by("pk").first().number,)]


def _rounds(*states: str) -> list[tuple]:
    """A round of voting in each of these states."""
    found = VotingRound.objects.filter(state__in=states).order_by("state", "pk").distinct("state")
    return [(each.public_id,) for each in found]


def _consultations(*states: str) -> list[tuple]:
    """A round of questions in each of these states."""
    found = Consultation.objects.filter(state__in=states).order_by("state", "pk").distinct("state")
    return [(each.public_id,) for each in found]


def _ruled(*slugs: str) -> list[tuple]:
    """A decision on an application in one of these areas."""
    return _some(Decision.objects.filter(area__slug__in=slugs, organisation__isnull=False), "number")


def _initiatives(*states: str, **conditions) -> list[tuple]:
    """An initiative in each state, where the wijkmanager works."""
    found = Initiative.objects.filter(area__slug__in=NORTH, state__in=states, **conditions)
    return [(each.public_id,) for each in found.order_by("state", "pk").distinct("state")]


def _meetings(*states: str) -> list[tuple]:
    """A meeting for everyone in each state, where the wijkmanager works."""
    found = Meeting.objects.filter(area__slug__in=NORTH, is_public=True, state__in=states)
    return [(each.public_id,) for each in found.order_by("state", "pk").distinct("state")]


def _objected(*slugs: str) -> list[tuple]:
    """An objection to a decision about one of these areas."""
    return _some(Objection.objects.filter(decision__area__slug__in=slugs), "number")


def _taskgroups(*states: str) -> list[tuple]:
    """A taakgroep in each state, where the wijkmanager works."""
    found = TaskGroup.objects.filter(area__slug__in=NORTH, state__in=states)
    return [(each.public_id,) for each in found.order_by("state", "pk").distinct("state")]


def _surveys(*states: str, **conditions) -> list[tuple]:
    """A survey in each of these states, where the wijkmanager works."""
    found = Survey.objects.filter(area__slug__in=NORTH, state__in=states, **conditions)
    return [(each.public_id,) for each in found.order_by("state", "pk").distinct("state")]


def _own_notices(*states: str) -> list[tuple]:
    """A notice in each state, of the resident of the demonstration."""
    return _some(Notice.objects.filter(person__email=f"bewoner@{DOMAIN}", state__in=states), "public_id")


def _bodies(*states: str) -> list[tuple]:
    """A panel with a recognition in each state, where the wijkmanager works."""
    found = Recognition.objects.filter(
        state__in=states, file__organisation__areas__slug__in=NORTH
    ).select_related("file__organisation")
    return [(each.file.organisation.slug,) for each in found.order_by("state", "pk").distinct("state")]


ORGANISATIONS = Organisation.objects.order_by("kind", "pk").distinct("kind")
# For each page with a hole in its address: the arguments of the pages to look at.
EXAMPLES: dict[str, Callable[[], list[tuple]]] = {
    "questions:answer": lambda: _asked_by_raad("in_hand"),
    "questions:edit": lambda: _asked_by_raad("in_hand"),
    "questions:extend": lambda: _asked_by_raad("in_hand"),
    "questions:overview": lambda: _asked_by_raad("received", "in_hand", "answered"),
    "questions:question": lambda: _asked_by_raad("answered"),
    "questions:since_adoption": lambda: _programmes()[:1],
    "visits:sheet": lambda: [("vogelweide",)],
    "visitations:overview": lambda: _review("evaluating", "visited"),
    "visitations:questionnaire": lambda: [(1,), (2,)],
    "visitations:recommend": lambda: _review("visited"),
    "visitations:recommendation": lambda: [(*each, 1) for each in _review("visited")],
    "visitations:report": lambda: _some(Visitation.objects.filter(state="published"), "public_id"),
    "visitations:theme": lambda: [(*each, "focus") for each in _review("evaluating")],
    "visitations:visit": lambda: _review("evaluating"),
    "visitations:write": lambda: _review("visited"),
    "grants:advise": lambda: _applied("submitted", *NORTH),
    "grants:application": lambda: [
        (each.number,)
        for each in Application.objects.filter(area__slug__in=NORTH).order_by("state", "pk").distinct("state")
    ],
    "grants:area": lambda: [("vogelweide",), ("lytsewier",)],
    "grants:ask": lambda: _applied("submitted", *NORTH),
    "grants:assess": lambda: _applied("submitted", *NORTH),
    "grants:balance": lambda: _applied("settled", *NORTH),
    "grants:begin": lambda: [("klein-idee-snel-antwoord",), ("leefbaarheid-en-ontmoeting",)],
    "grants:decide": lambda: [*_applied("assessed", *NORTH), *_applied("proposed")],
    "grants:edit_regulation": lambda: [("leefbaarheid-en-ontmoeting",)],
    "grants:look_again": lambda: _applied("assessed", *NORTH),
    "grants:pay": lambda: _applied("granted", *NORTH),
    "grants:return_account": lambda: _applied("accounted"),
    "grants:set_aside": lambda: _applied("incomplete"),
    "grants:settle": lambda: _applied("accounted"),
    "grants:answer_objection": lambda: _some(
        Objection.objects.filter(state="received", decision__answered_at="grants:answer_objection"), "number"
    ),
    "consultations:edit": lambda: _consultations("draft"),
    "consultations:overview": lambda: _consultations("draft", "closed"),
    "consultations:paper": lambda: _consultations("open"),
    "consultations:question_set": lambda: _some(QuestionSet.objects.all()),
    "consultations:responses": lambda: _consultations("closed"),
    "consultations:numbers": lambda: _consultations("closed"),
    "consultations:round": lambda: _consultations("open", "closed", "reported"),
    "consultations:routes": lambda: _consultations("draft", "open"),
    "consultations:walk": lambda: [
        (each.public_id,)
        for each in Walker.objects.filter(email__startswith="bewoner@", consultation__state="open")
    ],
    "consultations:wish": lambda: [
        (each.pk,)
        for each in Wish.objects.filter(state__in=("open", "declined"), consultation__state="closed")
        .order_by("state", "-card_count")
        .distinct("state")
    ],
    "consultations:wishes": lambda: _consultations("closed"),
    "initiatives:check": lambda: _some(Check.objects.filter(initiative__area__slug__in=NORTH)),
    "initiatives:edit": lambda: _initiatives("draft"),
    "initiatives:handle": lambda: _initiatives("submitted", "checking"),
    "initiatives:initiative": lambda: [
        *_initiatives("open", "declined", "done"),
        (Initiative.objects.get(kind="challenge").public_id,),
    ],
    "moderation:case": lambda: [
        (case.pk,)
        for case in Case.objects.filter(area__slug__in=NORTH).order_by("state", "pk").distinct("state")
    ],
    "initiatives:own": lambda: _initiatives("draft", "done"),
    "ideas:answer": lambda: [
        (timezone.localdate(each.voting_round.starts_at).year, "stemplan", each.pk)
        for each in VotePlan.objects.filter(voting_round__state="published").order_by("pk")[:1]
    ],
    "ideas:area": lambda: [("vogelweide",), ("molenwaard",)],
    "meetings:area": lambda: [("vogelweide",)],
    "meetings:door": lambda: _meetings("held"),
    "meetings:edit": lambda: _meetings("draft"),
    "meetings:meeting": lambda: _meetings("announced", "adopted", "cancelled"),
    "meetings:minutes": lambda: _meetings("held"),
    "meetings:outcomes": lambda: _meetings("held", "adopted"),
    "meetings:overview": lambda: _meetings("draft", "announced"),
    "meetings:own": lambda: [
        (link_token(guest),)
        for guest in SignUp.objects.filter(meeting__state="announced").order_by("state").distinct("state")
    ],
    "objections:note": lambda: _ruled(*NORTH),
    "objections:put_off": lambda: _objected(*NORTH),
    "objections:withdraw": lambda: _objected(*NORTH),
    "asks:edit": lambda: _some(Ask.objects.filter(area__slug__in=NORTH)),
    "reach:activity": lambda: [
        *_some(Activity.objects.filter(area__slug__in=NORTH, source="")),
        *((f"surveys-{public_id}",) for (public_id,) in _surveys("published")),
    ],
    "reach:area": lambda: [(NORTH[0],), ("lytsewier",)],
    "reach:edit": lambda: _some(Activity.objects.filter(area__slug__in=NORTH, source="")),
    "surveys:add_question": lambda: _surveys("draft"),
    "surveys:edit": lambda: _surveys("draft"),
    "surveys:edit_question": lambda: _some(SurveyQuestion.objects.filter(survey__state="draft")),
    "surveys:overview": lambda: _surveys("draft", "open", "closed"),
    "surveys:paper": lambda: _surveys("open"),
    "surveys:survey": lambda: [
        *_surveys("open", "closed", "published"),
        *_some(Survey.objects.filter(area__slug="lytsewier"), "public_id"),
    ],
    "surveys:thanks": lambda: _surveys("open"),
    "neighbours:change": lambda: _own_notices("open"),
    "neighbours:edit_service": lambda: _some(Service.objects.all()),
    "neighbours:notice": lambda: _some(Notice.objects.filter(state="open"), "public_id"),
    "neighbours:renew": lambda: [(renew_token(Notice.objects.filter(state="open").first()),)],
    "neighbours:talk": lambda: [
        (each.pk,)
        for each in Talk.objects.filter(notice__person__email=f"bewoner@{DOMAIN}")
        | Talk.objects.filter(person__email=f"bewoner@{DOMAIN}")
    ],
    "recognition:edit_criterion": lambda: _some(Criterion.objects.filter(kind="judged")),
    "recognition:file": lambda: _bodies("asked", "doubted"),
    "recognition:join": lambda: [("wijkpanel-vogelweide",)],
    "recognition:recruit": lambda: _bodies("recognised", "doubted"),
    "stewardship:stewardship": lambda: _some(Stewardship.objects.filter(form="trust"), "public_id"),
    "taskgroups:edit": lambda: _taskgroups("active"),
    "taskgroups:group": lambda: _taskgroups("forming", "ended"),
    "taskgroups:own": lambda: _taskgroups("active"),
    "taskgroups:take_call": lambda: _some(HelpCall.objects.filter(state="open")),
    "translations:index": lambda: [(_draft().pk,)],
    "translations:language": lambda: [(_draft().pk, "en")],
    "visions:line": lambda: _some(PlanLine.objects.filter(plan__in=_execution_plans())),
    "visions:new_goal": lambda: _some(_vision_themes()),
    "visions:new_line": lambda: _some(_execution_plans()),
    "visions:new_theme": lambda: _some(_vision_themes(), "vision_id"),
    "visions:plan": lambda: _some(_execution_plans()),
    "visions:theme": lambda: _some(_vision_themes()),
    "voting:add_plan": lambda: _rounds("draft"),
    "voting:codes": lambda: [
        (each.public_id,) for each in VotingRound.objects.filter(check_by="code", state="open")
    ],
    "voting:edit": lambda: _rounds("draft"),
    "voting:edit_plan": lambda: _some(VotePlan.objects.filter(voting_round__state="draft")),
    "voting:overview": lambda: _rounds("draft", "closed", "counted"),
    "voting:paper": lambda: [(public_id, number) for (public_id,) in _rounds("closed") for number in (2, 6)],
    "voting:papers": lambda: _rounds("closed"),
    "voting:round": lambda: _rounds("planned", "open"),
    "voting:set_aside": lambda: _some(VotePlan.objects.filter(voting_round__state="published")),
    "vouchers:redeem": lambda: [(voucher.written_code,) for voucher in Voucher.objects.order_by("pk")[:2]],
    "vouchers:refuse": lambda: _some(Redemption.objects.filter(state="asked")),
    "vouchers:withdraw": lambda: _some(Voucher.objects.filter(state="valid", claimed=0), "number"),
    "analysis:new_experience": lambda: _some(_analyses()),
    "analysis:new_judgement": lambda: _some(_analyses()),
    "analysis:story": lambda: _some(_analyses()),
    "approaches:edit_party": lambda: _some(Party.objects.filter(question__area__slug__in=NORTH)),
    "approaches:edit_question": lambda: _some(Question.objects.filter(area__slug__in=NORTH)),
    "approaches:new_party": lambda: _some(Question.objects.filter(area__slug__in=NORTH)),
    "allocations:allocation": lambda: [
        (each.pk,) for each in Allocation.objects.filter(run__state="executed").order_by("pk")[:1]
    ],
    "allocations:correct_area": lambda: _some(Allocation.objects.filter(run__state="executed")),
    "allocations:correct": lambda: _one(Run.objects.filter(state="executed")),
    "allocations:override": lambda: [
        (each.run_id, each.area_id) for each in Allocation.objects.filter(run__state="ready")[:1]
    ],
    "allocations:purposes": lambda: _one(Run.objects.filter(state="ready")),
    "allocations:run": lambda: [(each.pk,) for each in Run.objects.order_by("state", "pk").distinct("state")],
    "allocations:settlement": lambda: _one(AccountSettlement.objects.all()),
    "audit:history": lambda: [("yearly.programme", _draft().pk), ("territory.area", Area.objects.first().pk)],
    "books:account": lambda: [("oldekaap", year) for year in (_this_year(), _this_year() - 1)],
    "books:ask": lambda: [("oldekaap",)],
    "books:asked": lambda: [("oldekaap",)],
    "books:audit": lambda: [
        (audit_token(each),) for each in Auditor.objects.filter(verdict="", account__state="drawn_up")[:1]
    ],
    "books:book": lambda: [("oldekaap",)],
    "books:budget": lambda: [("oldekaap", _this_year())],
    "books:movements": lambda: [("oldekaap",)],
    "books:new": lambda: [("oldekaap", "uitgave")],
    "books:published": lambda: [
        (each.book.area.slug, each.year)
        for each in AnnualAccount.objects.filter(state="published").order_by("pk")[:1]
    ],
    "books:request": lambda: [
        ("oldekaap", each.pk)
        for each in VillageRequest.objects.filter(book__area__slug="oldekaap")
        .order_by("state")
        .distinct("state")
    ],
    "books:sent_account": lambda: _some(AnnualAccount.objects.filter(state="sent")),
    "commitments:area": lambda: [("vogelweide",), ("lytsewier",)],
    "commitments:commitment": lambda: [
        (each.public_id,)
        for each in Commitment.objects.filter(is_public=True).order_by("state", "pk").distinct("state")
    ],
    "commitments:edit": _open_commitment,
    "commitments:give_up": _open_commitment,
    "commitments:keep": _open_commitment,
    "commitments:move": _open_commitment,
    "commitments:overview": _open_commitment,
    "commitments:reopen": lambda: [
        (Commitment.objects.filter(area__slug__in=NORTH, state="kept").first().public_id,)
    ],
    "contributions:part": lambda: _one(_open_parts()),
    "contributions:picture": lambda: _one(_open_parts()),
    "cycle:area": lambda: [("vogelweide",), ("lytsewier",)],
    "cycle:calendar_step": lambda: [(CalendarStep.objects.first().kind,)],
    "cycle:change_state": lambda: [(_steps().filter(state="planned").first().pk, "skip_step")],
    "cycle:edit_step": lambda: _one(_steps().filter(state="running")),
    "cycle:move_step": lambda: _one(_steps().filter(state="planned")),
    "cycle:repeat_step": lambda: _one(_steps().filter(state="done")),
    "cycle:step": lambda: [(each.pk,) for each in _steps().order_by("state", "pk").distinct("state")],
    "decisions:letter": lambda: [
        (letter_token(each),) for each in Decision.objects.filter(letter__isnull=False)[:1]
    ],
    "editions:brochure": lambda: [(_draft().pk,), *_one(Programme.objects.filter(state="published"))],
    "evaluations:edit": lambda: _some(_evaluations()),
    "evaluations:overview": lambda: [
        (each.pk,) for each in _evaluations().order_by("state", "pk").distinct("state")
    ],
    "flows:area": lambda: [("vogelweide",), ("lytsewier",), ("molenwaard",)],
    "flows:call": lambda: _some(PartnerCall.objects.all()),
    "flows:edit": lambda: _some(MoneyFlow.objects.filter(area__slug__in=NORTH)),
    "flows:goal": lambda: _some(FlowGoal.objects.all()),
    "flows:joint": lambda: _some(JointFlow.objects.all()),
    "flows:sheet": lambda: [
        (each.pk,) for each in FlowSheet.objects.order_by("state", "pk").distinct("state")
    ],
    "flows:source": lambda: _some(FlowSource.objects.all()),
    "imports:batch": lambda: [(batch.pk,) for batch in ImportBatch.objects.all()],
    "ledger:account": lambda: _some(Account.objects.filter(area__slug__in=NORTH)),
    "ledger:counter": lambda: _some(_bookings(), "number"),
    "ledger:entry": lambda: _some(_bookings(), "number"),
    "ledger:purpose": lambda: _some(Purpose.objects.all()),
    "mfa_edit_webauthn": lambda: _one(Authenticator.objects.filter(type="webauthn")),
    "mfa_remove_webauthn": lambda: _one(Authenticator.objects.filter(type="webauthn")),
    "webhooks:webhook": lambda: _some(Webhook.objects.all()),
    "opendata:widget": lambda: [("vogelweide",)],
    "openbook:area": lambda: [("oldekaap",), ("vogelweide",)],
    "organisations:add_function": lambda: [(ORGANISATIONS.filter(areas__slug__in=NORTH)[0].slug,)],
    "organisations:edit": lambda: [(ORGANISATIONS.filter(areas__slug__in=NORTH)[0].slug,)],
    "organisations:edit_facility": lambda: _one(Facility.objects.filter(area__slug__in=NORTH)),
    "organisations:edit_function": lambda: _one(Function.objects.filter(organisation__areas__slug__in=NORTH)),
    "organisations:end_function": lambda: _one(
        Function.objects.filter(organisation__areas__slug__in=NORTH, valid_until=None)
    ),
    "organisations:facility": lambda: _one(Facility.objects.all()),
    "organisations:organisation": lambda: [(each.slug,) for each in ORGANISATIONS.filter(is_active=True)],
    "organisations:people": lambda: [(ORGANISATIONS.filter(areas__slug__in=NORTH)[0].slug,)],
    "payments:payment": lambda: [
        (each.pk,) for each in ExpectedPayment.objects.order_by("state", "-pk").distinct("state")
    ],
    "payments:file": lambda: [
        (each.pk,) for each in StatementFile.objects.order_by("state", "pk").distinct("state")
    ],
    "payments:line": lambda: [
        (each.pk,) for each in BankLine.objects.order_by("state", "pk").distinct("state")
    ],
    "payments:set_aside": lambda: _some(BankLine.objects.filter(state="open")),
    "payments:undo": lambda: _some(BankLine.objects.filter(state="settled")),
    "portal:area": lambda: [
        (slug,) for slug in ("vogelweide", "lytsewier", "rietwolde", "de-kluften", "oosterkluft")
    ],
    "printruns:edit": lambda: _some(PrintRun.objects.filter(state="draft")),
    "progress:report": _own_project,
    "projects:costs": _own_project,
    "projects:edit": _own_project,
    "projects:new": lambda: [(NORTH[0],)],
    "projects:photos": _own_project,
    "projects:project": _projects,
    "projects:state": _own_project,
    "signals:area": lambda: [("vogelweide",)],
    "signals:correct": lambda: _signal(state="solving"),
    "signals:follow": lambda: [
        (follow_token(signal),)
        for signal in Signal.objects.filter(state__in=["done", "addressed"])
        .order_by("state", "pk")
        .distinct("state")
    ],
    "signals:overview": lambda: [
        *_signal(state="new", reports=2),
        *_signal(state="directing"),
        *_signal(lead__isnull=False),
    ],
    "signals:signal": lambda: _signal(state="planned", published_at__isnull=False),
    "signals:step": lambda: [
        (*_signal(state="new", wants_public=True)[0], "address"),
        (*_signal(state="analysing")[0], "bring_together"),
    ],
    "subscriptions:follow": lambda: [("area", "vogelweide")],
    "themes:theme": lambda: _one(Theme.objects.all()),
    "reforms:carry_out": lambda: [(step,) for step in STEPS],
    "roles:end": lambda: _one(RoleAssignment.objects.filter(role="resident", valid_until=None)),
    "roles:person": lambda: _one(Person.objects.filter(email="wijkmanager@demo.example")),
    "roles:review": lambda: [(review.pk,) for review in AccessReview.objects.all()],
    "yearly:about": lambda: [(_draft().pk,)],
    "yearly:agenda_item": lambda: _one(AgendaItem.objects.filter(programme__in=_drafts())),
    "yearly:choose": lambda: [(_draft().pk,)],
    "yearly:cover": lambda: [(_draft().pk,)],
    "yearly:editor": lambda: [
        (programme.pk,) for programme in Programme.objects.order_by("state", "-pk").distinct("state")
    ],
    "yearly:entry": lambda: _one(Entry.objects.filter(programme__in=_drafts())),
    "yearly:new_agenda_item": lambda: [(_draft().pk,)],
    "yearly:new_part": lambda: [(_draft().pk,)],
    "yearly:new_project": lambda: [(_draft().pk,)],
    "yearly:part": lambda: _one(Part.objects.filter(programme=_draft(), kind="foreword")),
    "yearly:part_picture": lambda: _one(Part.objects.filter(programme=_draft(), kind="foreword")),
    "yearly:programme": _programmes,
}
# Besides the bare page, what a form on it leads to.
QUERIES = {
    "addresses:find": ("?q=wier", "?q=Nergenshuizen"),
    "organisations:index": ("?q=panel",),
    "projects:index": ("?q=fiets", "?q=nergens+te+vinden"),
    "search:search": ("?q=spelctuin", "?q=nergens+tevinden"),
    "territory:index": ("?q=wier", "?q=nergens+te+vinden"),
}


def is_page(door: Door) -> bool:
    # All that lies under /api is JSON (tests/portal/api).
    return (
        not door.path.lstrip("^").startswith("api")
        and door.name not in NO_PAGES
        and door.name not in ONLY_FORMS
        and door.name not in HALF_WAY
    )


def has_holes(door: Door) -> bool:
    return "<" in door.path


def addresses_of(door: Door) -> list[str]:
    """Return the addresses in the demonstration behind a door; raises KeyError when it has no example."""
    if not has_holes(door):
        bare = reverse(door.name)
        return [bare, *(bare + query for query in QUERIES.get(door.name, ()))]
    return [reverse(door.name, args=arguments) for arguments in EXAMPLES[door.name]()]
