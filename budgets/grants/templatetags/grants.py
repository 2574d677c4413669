"""What pages show of grants."""

from django import template
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.grants.models import Application, ApplicationStep, Regulation
from budgets.grants.queries import SHORT, granted_in, open_regulations, total_granted
from budgets.ledger.models import Account
from budgets.ledger.states import POT

register = template.Library()

# For each step its icon and its title in the timeline.
STEPS = {
    "submit": ("send", _("Ingediend")),
    "ask": ("message", _("Om aanvulling gevraagd")),
    "answer": ("mail", _("Aangevuld")),
    "set_aside": ("circle-x", _("Niet behandeld")),
    "assess": ("checklist", _("Beoordeeld")),
    "advise": ("users-group", _("Advies van het wijkteam")),
    "look_again": ("refresh", _("Terug naar de beoordeling")),
    "propose": ("users", _("Eerste van twee besluiten")),
    "grant": ("circle-check", _("Toegekend")),
    "reject": ("circle-x", _("Afgewezen")),
    "withdraw": ("x", _("Ingetrokken")),
    "pay": ("coins", _("Voorschot betaald")),
    "pay_whole": ("coins", _("Uitbetaald")),
    "account": ("file-text", _("Verantwoord")),
    "return_account": ("arrow-left", _("Verantwoording teruggestuurd")),
    "settle": ("checks", _("Vastgesteld")),
    "balance": ("coin", _("Verrekend")),
    "revise": ("refresh", _("Bezwaar gegrond, ander bedrag")),
    "revise_final": ("refresh", _("Bezwaar gegrond, opnieuw vastgesteld")),
}
# What the gemeente thinks of an application before it decides is not the applicant's to read here.
INSIDE = frozenset({"assess", "advise", "look_again", "propose"})
BADGES = {
    "draft": ("neutral", "pencil"),
    "incomplete": ("warning", "message"),
    "proposed": ("info", "users"),
    "granted": ("success", "circle-check"),
    "running": ("success", "tool"),
    "settled": ("success", "checks"),
    "closed": ("success", "checks"),
    "rejected": ("danger", "circle-x"),
    "set_aside": ("danger", "circle-x"),
    "withdrawn": ("neutral", "x"),
}


@register.filter
def step_icon(step: ApplicationStep) -> str:
    """Name the icon of a step."""
    return STEPS[step.name][0]


@register.filter
def step_title(step: ApplicationStep) -> str:
    """Say in a word or two what a step was."""
    return str(STEPS[step.name][1])


@register.filter
def for_applicant(trail: list[ApplicationStep]) -> list[ApplicationStep]:
    """Keep the steps that an applicant reads."""
    return [step for step in trail if step.name not in INSIDE]


@register.inclusion_tag("grants/_badge.html")
def state_badge(application: Application) -> dict:
    """The state with its colour and icon, and whether its term has passed."""
    kind, icon = BADGES.get(application.state, ("info", "progress"))
    return {"application": application, "kind": kind, "icon": icon}


@register.inclusion_tag("grants/_granted_in.html")
def grants_of(area: Area) -> dict:
    """What was granted in an area lately, and what can be applied for there. Four queries."""
    granted = granted_in(area)
    return {
        "area": area,
        "granted": list(granted[:SHORT]),
        "total": total_granted(granted),
        "regulations": open_regulations(area),
    }


@register.inclusion_tag("grants/_of_pot.html", takes_context=True)
def regulations_of_pot(context, account: Account) -> dict:
    """Under which regulations money of a shared pot is granted, and the way to make one. At most one query."""
    if account.kind != POT or not context["user"].has_perm("grants.manage_regulations"):
        return {}
    return {"pot": account, "regulations": Regulation.objects.filter(account=account)}
