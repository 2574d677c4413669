"""The resources of the API, in the order in which its document and its page have them."""

from rest_framework.routers import Route, SimpleRouter

from areas.figures.api import Figures
from areas.organisations.api import Organisations
from areas.territory.api import Areas
from areas.themes.api import Themes
from budgets.openbook.api import Budgets, LedgerLines
from participation.initiatives.api import Initiatives
from participation.meetings.api import Meetings
from participation.signals.api import Signals
from participation.subscriptions.api import Subscriptions
from participation.taskgroups.api import TaskGroups
from participation.voting.api import Rounds
from programmes.commitments.api import Commitments
from programmes.progress.api import Projects
from programmes.yearly.api import Programmes
from wijkportaal.foundation.api.doors import Resource

RESOURCES: dict[str, type[Resource]] = {
    "gebieden": Areas,
    "cijfers": Figures,
    "themas": Themes,
    "organisaties": Organisations,
    "programmas": Programmes,
    "projecten": Projects,
    "afspraken": Commitments,
    "budgetten": Budgets,
    "grootboekregels": LedgerLines,
    "signalen": Signals,
    "initiatieven": Initiatives,
    "taakgroepen": TaskGroups,
    "bijeenkomsten": Meetings,
    "stemrondes": Rounds,
    "abonnementen": Subscriptions,
}


class ResourceRouter(SimpleRouter):
    """Gives each resource its list, and its records where they have an address of their own."""

    def __init__(self) -> None:
        super().__init__(trailing_slash=False, use_regex_path=False)

    def get_routes(self, viewset: type[Resource]) -> list[Route]:
        has_records = viewset.one is not Resource.one
        return [route for route in super().get_routes(viewset) if has_records or not route.detail]


router = ResourceRouter()
for name, resource in RESOURCES.items():
    router.register(name, resource, basename=name)
