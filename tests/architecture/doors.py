"""Every address of the portal, with something real behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import get_resolver
from django.utils import timezone

from areas.organisations.models import Facility, Function, Organisation, ServedArea
from areas.roles.models import RoleAssignment
from areas.territory.models import Area
from budgets.books.actions import add_receipt, ask_board, invite_auditor, start_reserve
from budgets.books.queries import audit_token
from budgets.decisions.queries import letter_token
from budgets.flows.models import FlowMapping, FlowSheet, JointFlow, PartnerCall
from budgets.objections.actions import object_to
from budgets.payments.models import BankLine, StatementFile
from budgets.staffels import actions as staffels
from budgets.staffels.calculations.scheme import Override
from participation.exchange.models import System
from participation.meetings.queries import link_token as meeting_token
from participation.moderation.actions import report
from participation.moderation.queries import appeal_token
from participation.neighbours.letters import renew_token
from participation.reach.actions import add_activity
from participation.recognition.actions.declaring import ensure_criteria
from participation.recognition.models import Criterion
from participation.signals.queries.following import follow_token
from participation.subscriptions.queries import confirm_token, list_token
from participation.taskgroups.actions import call_for_help
from programmes.cycle.models import StepFile, StepLink
from programmes.focus.actions import set_limit
from programmes.projects.models import Project
from programmes.visions.models import VisionDocument
from programmes.yearly.models import Programme, TemplatePart
from tests.budgets.flows.making import flow
from tests.budgets.payments.making import promised
from tests.budgets.staffels.making import scheme
from tests.factories import meetings, questions, visitations
from tests.factories.allocations import make_account
from tests.factories.analysis import (
    AnalysisFactory,
    ExperienceFactory,
    JudgementFactory,
    JudgementRequestFactory,
    MeasurementFactory,
)
from tests.factories.approaches import ApproachFactory, MandateFactory, PartyFactory, QuestionFactory
from tests.factories.asks import planned_ask
from tests.factories.books import LAST_YEAR, add_line, make_book
from tests.factories.commitments import CommitmentFactory
from tests.factories.consultations import closed_consultation
from tests.factories.contributions import RemarkFactory
from tests.factories.cycle import make_step
from tests.factories.decisions import make_decision, send
from tests.factories.evaluations import LessonFactory, ProjectMeasureFactory
from tests.factories.files import pdf_upload
from tests.factories.grants import make_scene
from tests.factories.initiatives import CheckFactory, CommentFactory, InitiativeFactory
from tests.factories.ledger import AccountFactory, PurposeFactory, fill
from tests.factories.neighbours import lively_notice, make_service
from tests.factories.people import PersonFactory
from tests.factories.printruns import AreaPrintFactory, PrintedFileFactory, PrintRunFactory
from tests.factories.projects import CostLineFactory, ProjectFactory, ThemeFactory
from tests.factories.recognition import give_account, recruitment_for
from tests.factories.roles import RoleAssignmentFactory
from tests.factories.signals import SignalFactory
from tests.factories.stewardship import make_stewardship
from tests.factories.subscriptions import SubscriptionFactory
from tests.factories.surveys import published_survey
from tests.factories.taskgroups import TaskGroupFactory
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.visions import GoalFactory, PlanLineFactory, VisionFactory
from tests.factories.voting import published_round
from tests.factories.vouchers import issue_voucher, redeem
from tests.factories.yearly import AgendaItemFactory, EntryFactory, PartFactory, ProgrammeFactory
from wijkportaal.foundation.files.actions import store_file
from wijkportaal.foundation.files.processing import CheckedFile, check_pdf
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.webhooks.actions.delivering import send_test
from wijkportaal.portal.webhooks.actions.hooks import make_webhook

# Their doors are their makers' to guard; Django's admin asks for `is_staff` on every page.
NOT_OURS = ("techniek/",)
NOWHERE = "999999"


@dataclass(frozen=True)
class Door:
    """One URL pattern: its name, its path with the holes for arguments, and how it is guarded."""

    name: str
    path: str
    is_public: bool
    permission: str

    @property
    def is_ours(self) -> bool:
        return ":" in self.name


def doors() -> list[Door]:
    """Return every door outside Django's admin, by name."""
    return sorted(_walk(get_resolver(), "", ""), key=lambda door: (door.name, door.path))


def _walk(resolver, before: str, space: str) -> Iterator[Door]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if path.startswith(NOT_OURS):
            continue
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern, path, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            view = pattern.callback
            yield Door(
                space + (pattern.name or ""),
                path,
                not getattr(view, "login_required", True),
                getattr(view, "permission", ""),
            )


@dataclass
class World:
    """A gemeente with two wijken; what there is to see lies in `here`."""

    root: Area
    here: Area
    elsewhere: Area
    programme: Programme
    project: Project
    organisation: Organisation
    arguments: dict[str, str]

    def address(self, door: Door) -> str:
        """Return an address behind this door that exists, where the world has one."""
        path = "/" + door.path.replace(r"\Z", "").replace("(?:/.*)?", "/bestaat-niet").replace("^", "")
        for start, value in self.arguments.items():
            if path.startswith(start):
                for part in value.split():
                    path = re.sub(r"<[^>]+>", part, path, count=1)
                break
        return re.sub(r"<[^>]+>", NOWHERE, path)


def make_world() -> World:
    root = GemeenteFactory(border=square(5.0, 53.0, 1.0))
    here = AreaFactory(name="Oosterwijk", parent=root, border=square(5.1, 53.1))
    elsewhere = AreaFactory(name="Westerwijk", parent=root, border=square(5.3, 53.1))
    programme = ProgrammeFactory(area=here)
    part = PartFactory(programme=programme)
    remark = RemarkFactory(part=part)
    template_part = TemplatePart.objects.create(kind="foreword", title="Voorwoord")
    project = ProjectFactory(area=here, theme=ThemeFactory())
    CostLineFactory(project=project)
    entry = EntryFactory(programme=programme, project=project)
    organisation = Organisation.objects.create(
        kind="panel", name="Wijkpanel Oosterwijk", slug="wijkpanel-oost"
    )
    ServedArea.objects.create(organisation=organisation, area=here, valid_from=date(2020, 1, 1))
    ensure_criteria(by=None)
    notice, service = lively_notice(here), make_service(organisation)
    recruitment_for(organisation)
    declared = give_account(organisation)
    function = Function.objects.create(
        organisation=organisation, kind="chair", name="Siebe Hoekstra", valid_from=date(2020, 1, 1)
    )
    facility = Facility.objects.create(kind="community_centre", name="De Schakel", area=here)
    somebody = PersonFactory(full_name="Piet de Vries")
    assignment: RoleAssignment = RoleAssignmentFactory(area=here, person=somebody)
    job = Job.objects.create(kind="proef", subject="Proef")
    commitment = CommitmentFactory(area=here, organisation=organisation, is_public=False)
    lesson = LessonFactory(
        evaluation__project=project, evaluation__year=programme.year, evaluation__state="draft"
    )
    subscription = SubscriptionFactory(kind="area", ident=here.slug)
    run = PrintRunFactory()
    area_print = AreaPrintFactory(run=run, programme=programme)
    printed = PrintedFileFactory(area_print=area_print)
    budget = AccountFactory(area=here)
    booking = fill(budget, 100)
    stream = flow(here)
    initiative = InitiativeFactory(area=here)
    taskgroup = TaskGroupFactory(area=here)
    steward = make_stewardship(here, initiative=initiative)
    helpcall = call_for_help(taskgroup, "Wie helpt?", by=taskgroup.lead.person)
    comment, feasibility = CommentFactory(initiative=initiative), CheckFactory(initiative=initiative)
    connected = System.objects.create(
        organisation=organisation, shape="open311", address="https://mor.example/v2", category="put"
    )
    reported = report("reactie", str(comment.pk), reason="spam", words="", by=None)
    joint = JointFlow.objects.create(
        area=here,
        goal=stream.goal,
        title="Samen",
        agreement="Ja",
        agreed_on=date(2026, 1, 5),
        first_year=2026,
    )
    call = PartnerCall.objects.create(
        area=here, goal=stream.goal, title="Wie?", text="Ja", contact_name="An", closes_on=date(2026, 1, 5)
    )
    mapping = FlowMapping.objects.create(name="Het Wad")
    amounts = FlowSheet.objects.create(
        mapping=mapping, year=2026, state="discarded", file_name="a.xlsx", checksum="0"
    )
    payment = promised(description="Speeltoestel")
    bank_line = BankLine.objects.create(
        file=StatementFile.objects.create(file_name="a.xml", checksum="0"),
        account="NL02ABNA0123456789",
        statement="1",
        reference="1",
        on=date(2026, 3, 12),
        amount=-5,
    )
    step = make_step(here)
    check = step.checks.first()
    file = StepFile.objects.create(step=step, title="Verslag", file="x.pdf", file_name="x.pdf", size=1)
    link = StepLink.objects.create(step=step, key="/kaart", title="Kaart", address="/kaart")
    analysis = AnalysisFactory(area=here, state="draft")
    measurement = MeasurementFactory(outcome__area=here)
    question = QuestionFactory(area=here)
    party = PartyFactory(question=question)
    approach = ApproachFactory(areas=[here])
    vision = VisionFactory(area=here, state="draft")
    goal = GoalFactory(chapter__vision=vision)
    document = VisionDocument.objects.create(
        vision=vision, file=store_file(check_pdf(pdf_upload()), by=None), title="Kaart"
    )
    line = PlanLineFactory(plan__vision=vision, goal=goal)
    decision = Override(area=here.slug, amount=Decimal(100), reason="te klein", decided_by="het college")
    staffel = staffels.make_staffel(root, scheme(overrides=(decision,)), by=None)
    staffels.propose(staffel, by=None)
    staffels.adopt(staffel, by=None, decision="Besluit van het college")
    ruling = send(make_decision(here, is_public=True))
    books = books_of(here)
    account = make_account(here)
    granted = account.allocation
    application = make_scene(area=here).running()
    voucher = issue_voucher(budget, amount="50")
    voted = published_round(area=here)
    asked = published_survey(area=here)
    consulted = closed_consultation("Een bankje", area=here)
    held = add_activity(here, name="Wijkschouw", held_on=date(2026, 3, 1), by=None)
    signal = SignalFactory(area=here)
    meeting = meetings.make(area=here)
    peer_report, peer_visit = visitations.published(here, year=2025), visitations.visited(here, year=2026)
    asked_question = questions.ask(here)
    answered_question = questions.answered(here, by=None)
    visitor = meetings.guest(meeting, "an@voorbeeld.example")
    hook = make_webhook("Wijkapp", address="https://wijkapp.example/hook", kinds=[], by=None)[0]
    told = send_test(hook, by=None)
    return World(
        root,
        here,
        elsewhere,
        programme,
        project,
        organisation,
        {
            **books,
            "/werk/sturen/uitvoer/<": "overzicht csv",
            "/werk/sturen/pdf/<": "overzicht",
            "/initiatieven/<": initiative.public_id,
            "/werk/bezoek/<": here.slug,
            "/visitaties/<": peer_report.public_id,
            "/werk/visitaties/<slug:public_id>/aanbevelingen/<": f"{peer_visit.public_id} 1",
            "/werk/visitaties/vragenlijsten/<": "1",
            "/werk/visitaties/<": f"{peer_visit.public_id} focus",
            "/raadsvragen/<": answered_question.public_id,
            "/werk/raadsvragen/<": asked_question.public_id,
            "/werk/ideeen/<": f"{timezone.localdate(voted.starts_at).year} stemplan {voted.plans.first().pk}",
            "/bijeenkomsten/aanmelding/<": meeting_token(visitor),
            "/bijeenkomsten/<": meeting.public_id,
            "/werk/bijeenkomsten/<": meeting.public_id,
            "/melden/<": f"reactie {comment.pk}",
            "/api/v1/gebieden/<": here.slug,
            "/api/v1/themas/<": project.theme.slug,
            "/api/v1/organisaties/<": organisation.slug,
            "/api/v1/programmas/<": f"{programme.year}-{here.slug}",
            "/api/v1/projecten/<": project.public_id,
            "/api/v1/afspraken/<": commitment.public_id,
            "/api/v1/signalen/<": signal.public_id,
            "/api/v1/initiatieven/<": initiative.public_id,
            "/api/v1/taakgroepen/<": taskgroup.public_id,
            "/api/v1/bijeenkomsten/<": meeting.public_id,
            "/api/v1/stemrondes/<": voted.public_id,
            "/open-data/catalogus.<": "ttl",
            "/open-data/<": "gebieden csv",
            "/sitemap-<": "projecten 1",
            "/sitemapindex-diwoo-infocat<": "012",
            "/widget/gebieden/<": here.slug,
            "/beheer/webhooks/bezorgingen/<": str(told.pk),
            "/beheer/webhooks/<": str(hook.pk),
            "/open311/v2/services.<": "json",
            "/open311/v2/services/<": f"{project.theme.slug} json",
            "/open311/v2/requests.<": "json",
            "/open311/v2/requests/<": f"{signal.public_id} json",
            "/signals/v1/public/signals/<": "6f1c1a52-4b0e-4c8e-9d0a-5b1f6a3b2c1d",
            "/beheer/koppelingen/systemen/<": str(connected.pk),
            "/beheer/mailteksten/<": "roles-new-role-letter",
            "/beheer/bewaren/<": "mail.letters",
            "/tweede-oordeel/<": appeal_token(reported),
            "/werk/moderatie/<": str(reported.pk),
            "/zeggenschap/<": steward.public_id,
            "/werk/zeggenschap/stukken/<": str(steward.agreements.first().pk),
            "/werk/zeggenschap/<": steward.public_id,
            "/taakgroepen/<": taskgroup.public_id,
            "/mijn-taakgroepen/<": taskgroup.public_id,
            "/werk/taakgroepen/hulp/<": str(helpcall.pk),
            "/werk/taakgroepen/<": taskgroup.public_id,
            "/werk/initiatieven/reacties/<": str(comment.pk),
            "/werk/initiatieven/toets/<": str(feasibility.pk),
            "/werk/initiatieven/<": initiative.public_id,
            "/mijn-initiatieven/<": initiative.public_id,
            "/organisaties/<": organisation.slug,
            "/buurtgenoten/verlengen/<": renew_token(notice),
            "/buurtgenoten/<": notice.public_id,
            "/mijn-oproepen/gesprek/<": str(notice.talks.first().pk),
            "/mijn-oproepen/<": notice.public_id,
            "/werk/buurtgenoten/hulp/<": str(service.pk),
            "/werk/buurtgenoten/<": notice.public_id,
            "/werk/dossiers/<": f"{organisation.slug} poster",
            "/werk/erkenning/eisen/<": str(Criterion.objects.first().pk),
            "/werk/verantwoordingsstukken/<": str(declared.pk),
            "/voorzieningen/<": str(facility.pk),
            "/gebieden/<": here.slug,
            "/staffels/<": staffel.staffel.slug,
            "/werk/staffels/<int:pk>/onderdelen/nieuw/<": f"{staffel.pk} vast",
            "/werk/staffels/<": f"{staffel.pk} 1",
            "/werk/geldstromen/bestanden/<": str(amounts.pk),
            "/werk/geldstromen/<": str(stream.pk),
            "/werk/gelddoelen/<": str(stream.goal_id),
            "/werk/geldbronnen/<": str(stream.source_id),
            "/werk/geldafspraken/<": str(joint.pk),
            "/werk/oproepen/<": str(call.pk),
            "/werk/betalingen/verwacht/<": str(payment.pk),
            "/werk/betalingen/bestanden/<": str(bank_line.file_id),
            "/werk/betalingen/regels/<": str(bank_line.pk),
            "/werk/toekenningen/gebied/<": str(granted.pk),
            "/werk/toekenningen/<": f"{granted.run_id} {granted.area_id}",
            "/werk/verantwoordingen/<": str(account.pk),
            "/besluiten/brief/<": letter_token(ruling),
            "/besluiten/<": ruling.number,
            "/werk/besluiten/<": ruling.number,
            "/werk/organisaties/<": organisation.slug,
            "/werk/functies/<": str(function.pk),
            "/werk/voorzieningen/<": str(facility.pk),
            "/beheer/personen/<": str(somebody.pk),
            "/beheer/geschiedenis/uitdraai/<": "1",
            "/beheer/rollen/<": str(assignment.pk),
            "/werk/programmas/<": f"{programme.pk} en onderdeel-{part.pk}",
            "/werk/opnames/<": str(entry.pk),
            "/werk/onderdelen/<": str(part.pk),
            "/werk/bijdragen/<": str(part.pk),
            "/werk/opmerkingen/<": str(remark.pk),
            "/beheer/sjabloon/<": str(template_part.pk),
            "/werk/agendapunten/<": str(AgendaItemFactory(programme=programme).pk),
            "/projecten/<": project.address,
            "/programmas/<": f"{programme.year} {here.slug}",
            "/afspraken/<": commitment.public_id,
            "/evaluaties/<": str(lesson.evaluation_id),
            "/werk/evaluaties/<": str(lesson.evaluation_id),
            "/werk/evaluaties/project/<": f"{project.public_id} {programme.year}",
            "/werk/lessen/<": str(lesson.pk),
            "/signalen/volgen/<": follow_token(signal),
            "/signalen/<": signal.public_id,
            "/werk/signalen/<": f"{signal.public_id} solve",
            "/volgen/bevestigen/<": confirm_token(subscription),
            "/volgen/lijst/<": list_token(subscription.follower),
            "/volgen/stop/<": list_token(subscription.follower),
            "/volgen/<": f"area {here.slug}",
            "/werk/drukgangen/gebied/<": f"{area_print.pk} 1",
            "/werk/drukgangen/bestand/<": f"{printed.pk} {printed.file_name}",
            "/werk/drukgangen/<": f"{run.pk} screen",
            "/werk/afspraken/<": commitment.public_id,
            "/werk/cyclus/kalender/<": step.kind,
            "/werk/cyclus/stappen/<": f"{step.pk} skip_step",
            "/werk/cyclus/punten/<": str(check.pk),
            "/werk/cyclus/stukken/<": str(file.pk),
            "/werk/cyclus/koppelingen/<": str(link.pk),
            "/werk/projecten/nieuw/<": here.slug,
            "/werk/projecten/<": project.address,
            "/werk/mijn-projecten/<": project.address,
            "/werk/themas/<": str(project.theme.pk),
            "/buurtanalyses/<": f"{here.slug} {analysis.year}",
            "/werk/buurtanalyses/<": str(analysis.pk),
            "/werk/oordeelvragen/<": str(JudgementRequestFactory(analysis=analysis).pk),
            "/werk/oordelen/<": str(JudgementFactory(analysis=analysis).pk),
            "/werk/ervaringen/<": str(ExperienceFactory(analysis=analysis).pk),
            "/werk/resultaten/nieuw/<": here.slug,
            "/werk/resultaten/<": str(measurement.outcome_id),
            "/werk/metingen/<": str(measurement.pk),
            "/werk/projectmaten/<": str(ProjectMeasureFactory(project=project).pk),
            "/werk/focus/grenzen/<": str(set_limit(kind="area", at_most=8, by=None).pk),
            "/werk/focus/gebied/<": here.slug,
            "/werk/vraagstukken/<": str(question.pk),
            "/werk/partijen/<": str(party.pk),
            "/werk/mandaten/<": str(MandateFactory(area=here).pk),
            "/werk/aanpakken/<": str(approach.pk),
            "/aanpakken/<": approach.slug,
            "/visies/<": f"{here.slug} {vision.first_year} {document.pk}",
            "/werk/visiedocumenten/<": str(document.pk),
            "/doelen/<": str(goal.pk),
            "/werk/visies/<": str(vision.pk),
            "/werk/visiethemas/<": str(goal.chapter_id),
            "/werk/doelen/<": str(goal.pk),
            "/werk/uitvoeringsplannen/<": str(line.plan_id),
            "/werk/uitvoeringsregels/<": str(line.pk),
            "/geschiedenis/<": f"projects.project {project.pk}",
            "/taken/<": str(job.pk),
            "/werk/bezwaren/<": object_to(ruling, by=None, name="Piet", grounds="Te weinig.").number,
            "/vragenrondes/<": consulted.public_id,
            "/werk/vragenlijsten/<": str(consulted.question_set_id),
            "/werk/vragenrondes/<": consulted.public_id,
            "/werk/wensen/<": str(consulted.wishes.get().pk),
            "/stemmen/<": voted.public_id,
            "/werk/stemrondes/<": f"{voted.public_id} 1",
            "/werk/stemplannen/<": str(voted.plans.first().pk),
            "/werk/stemcodes/<": str(voted.batches.get().pk),
            "/peilingen/<": asked.public_id,
            "/werk/uitvragen/<": str(planned_ask(area=here).pk),
            "/werk/uitvragen/straten/<": here.slug,
            "/wie-doet-mee/<": f"surveys-{asked.public_id}",
            "/werk/bereik/geprobeerd/<": here.slug,
            "/werk/bereik/<": str(held.pk),
            "/werk/peilingen/<": asked.public_id,
            "/werk/peilingvragen/<": str(asked.questions.get().pk),
            "/waardebon/<": voucher.written_code,
            "/werk/waardebonnen/<": voucher.number,
            "/werk/inwisselingen/<": str(redeem(voucher, amount="5").pk),
            "/regelingen/<": application.regulation.slug,
            "/aanvragen/nieuw/<": application.regulation.slug,
            "/aanvragen/<": f"{application.number} {NOWHERE}",
            "/werk/aanvragen/<": application.number,
            "/werk/regelingen/<": application.regulation.slug,
            "/werk/grootboek/bestemmingen/<": str(PurposeFactory().pk),
            "/werk/grootboek/boekingen/<": booking.number,
            "/werk/grootboek/rekeningen/<": str(budget.pk),
            "/werk/grootboek/uitvoer/<": "csv",
        },
    )


def books_of(area: Area) -> dict[str, str]:
    """Return the addresses of a board's book: a year that was published, and one that the kascommissie checks."""
    book = make_book(area, year=LAST_YEAR - 1)
    line = add_line(book, "-50")
    add_receipt(line, note="bon kwijt", by=None)
    add_receipt(line, file=CheckedFile(b"%PDF-1.7", "bon.pdf", 1), by=None)
    reserve = start_reserve(book, goal="Dak", target=None, by_year=None, amount=Decimal(10), by=None)
    asked = ask_board(
        book,
        what="Feest",
        amount=Decimal(5),
        wanted_on=date(LAST_YEAR, 6, 1),
        name="Harm",
        email="harm@dorp.example",
    )
    accounts = {account.year: account for account in book.accounts.all()}
    now, past = accounts[LAST_YEAR], accounts[LAST_YEAR - 1]
    past.document = store_file(CheckedFile(b"%PDF-1.7", "jaar.pdf", 1), by=None)
    past.state, now.state = "published", "drawn_up"
    past.save()
    now.save()
    auditor = invite_auditor(now, name="Anna", email="anna@dorp.example", by=None)
    paper = line.receipts.last().pk
    here = area.slug
    return {
        "/werk/kasboek/<slug:slug>/reserveringen/<": f"{here} {reserve.pk}",
        "/werk/kasboek/<slug:slug>/verzoeken/<": f"{here} {asked.pk}",
        "/werk/kasboek/<slug:slug>/regels/uitvoer/<": f"{here} csv",
        "/werk/kasboek/<slug:slug>/regels/nieuw/<": f"{here} uitgave",
        "/werk/kasboek/<slug:slug>/begroting/<": f"{here} {LAST_YEAR}",
        "/werk/kasboek/<slug:slug>/jaarrekening/<": f"{here} {LAST_YEAR}",
        "/werk/kasboek/<": f"{here} {LAST_YEAR} {line.number}",
        "/werk/bonnen/<": str(paper),
        "/werk/kascommissie/<": str(auditor.pk),
        "/kascommissie/<": f"{audit_token(auditor)} {paper}",
        "/werk/jaarrekeningen/<": str(past.pk),
        "/gebieden/<slug:slug>/jaarrekening/<": f"{here} {LAST_YEAR - 1} csv",
        "/gebieden/<slug:slug>/geld/<": f"{here} csv",
    }


def visitors(world: World, roles: list[str]) -> dict[str, Person | None]:
    """Return one visitor of each kind: nobody, someone without a role, and each role here and elsewhere."""
    people: dict[str, Person | None] = {"anonymous": None, "person": PersonFactory()}
    for role in roles:
        people[role] = RoleAssignmentFactory(role=role, area=world.here).person
    for role in ("board_member", "area_manager"):
        people[f"{role} elsewhere"] = RoleAssignmentFactory(role=role, area=world.elsewhere).person
    for role in ("area_manager", "administrator"):
        people[f"{role} of all"] = RoleAssignmentFactory(role=role, area=world.root).person
    return people
