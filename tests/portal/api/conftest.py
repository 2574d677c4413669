from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.utils import timezone

from areas.organisations.models import Organisation, ServedArea
from budgets.ledger.actions import Ground, book
from budgets.ledger.calculations import transfer
from budgets.ledger.models import Account
from participation.signals.actions.handling import publish_signal
from tests.factories import meetings
from tests.factories.commitments import CommitmentFactory
from tests.factories.figures import FigureFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.ledger import AccountFactory, fill
from tests.factories.projects import CostLineFactory, ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.taskgroups import TaskGroupFactory
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.voting import published_round
from tests.factories.yearly import EntryFactory, PartFactory, ProgrammeFactory
from wijkportaal.foundation.api.actions import make_token


@pytest.fixture(autouse=True)
def nothing_kept(settings):
    """Nothing counted and nothing shared between tests."""
    settings.PUBLIC_PAGE_SECONDS = 0
    cache.clear()


class Scene:
    """A gemeente with one or more of everything that is public, and of what is not."""

    def __init__(self) -> None:
        self.root = GemeenteFactory(name="Rietwolde", slug="rietwolde", border=square(5.0, 53.0, 0.5))
        self.area = AreaFactory(name="Noord", slug="noord", parent=self.root, border=square(5.1, 53.1, 0.05))
        self.area.frisian_name = "Noard"
        self.area.save(update_fields=["frisian_name"])
        self.theme = ThemeFactory(name="Groen", slug="groen")
        self.organisation = Organisation.objects.create(
            kind="panel",
            name="Wijkpanel Noord",
            slug="panel-noord",
            phone="0612345678",
            email="p@panel.example",
            email_public=True,
        )
        ServedArea.objects.create(organisation=self.organisation, area=self.area, valid_from=date(2020, 1, 1))
        self.manager = person_with("area_manager", self.area)
        self.budget: Account = AccountFactory(area=self.area)
        self.spent: Account = AccountFactory(area=self.area, kind="spent")
        fill(self.budget, 1000)
        self.round = published_round(area=self.area)
        self.add_all()
        self.hidden = SignalFactory(area=self.area, text="Dit blijft binnen.")

    def add_all(self, number: int = 1) -> None:
        """Make so many of everything."""
        for _each in range(number):
            self.add()

    def add(self) -> None:
        project = ProjectFactory(area=self.area, theme=self.theme, published_at=timezone.now())
        CostLineFactory(project=project)
        extra = AreaFactory(parent=self.area, kind="buurt", border=square(5.11, 53.11, 0.01))
        programme = ProgrammeFactory(area=extra, state="published", published_at=timezone.now())
        EntryFactory(programme=programme, project=project)
        PartFactory(programme=programme)
        commitment = CommitmentFactory(area=self.area, organisation=self.organisation, project=project)
        CommitmentFactory(area=self.area, organisation=self.organisation, is_public=False)
        initiative = InitiativeFactory(area=self.area, theme=self.theme)
        group = TaskGroupFactory(area=self.area)
        signal = SignalFactory(
            area=self.area, theme=self.theme, wants_public=True, latitude="53.12", longitude="5.12"
        )
        publish_signal(signal, by=self.manager, text="Een lantaarn doet het niet.", photo_public=False)
        meeting = meetings.make(area=self.area)
        FigureFactory(area=extra, value=Decimal("1234"))
        Organisation.objects.create(kind="police", name=f"Partner {extra.pk}", slug=f"partner-{extra.pk}")
        ThemeFactory()
        book(
            transfer(self.budget, self.spent, Decimal(5)),
            on=timezone.localdate(),
            description="Aan Jan Jansen",
            ground=Ground("Besluit over Jan Jansen"),
            key=f"spent:{extra.pk}",
            by=None,
        )
        self.idents = {
            "gebieden": self.area.slug,
            "themas": self.theme.slug,
            "organisaties": self.organisation.slug,
            "programmas": f"{programme.year}-{extra.slug}",
            "projecten": project.public_id,
            "afspraken": commitment.public_id,
            "signalen": signal.public_id,
            "initiatieven": initiative.public_id,
            "taakgroepen": group.public_id,
            "bijeenkomsten": meeting.public_id,
            "stemrondes": self.round.public_id,
        }


@pytest.fixture
def scene(db):
    return Scene()


@pytest.fixture
def bearer(db):
    """`bearer(person)`: the header with a token of theirs, for these scopes."""

    def bearer(person, *scopes: str, days: int = 30) -> dict:
        until = timezone.localdate() + timedelta(days=days)
        _token, text = make_token(
            "Proef", scopes=list(scopes) or ["read", "write"], valid_until=until, by=person
        )
        return {"headers": {"Authorization": f"Bearer {text}"}}

    return bearer
