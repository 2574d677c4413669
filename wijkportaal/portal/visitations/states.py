"""The life cycles of a questionnaire, of a visitatie and of a recommendation, the five themes and the scale."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

THEMES = {
    "focus": _("Focus"),
    "execution": _("Uitvoeringsmacht"),
    "residents": _("Bewoners"),
    "economy": _("Wijkeconomie"),
    "assurance": _("Borging"),
}
THEME_ICONS = {
    "focus": "target",
    "execution": "tool",
    "residents": "users",
    "economy": "coins",
    "assurance": "shield-check",
}
# How far a statement is so. Four, so that nobody can stay in the middle.
SCALE = {1: _("nog niet"), 2: _("een beetje"), 3: _("grotendeels"), 4: _("helemaal")}

EVALUATING, READY, VISITED, PUBLISHED, CLOSED = "evaluating", "ready", "visited", "published", "closed"
PUBLIC = (PUBLISHED, CLOSED)

OPEN, BUSY, DONE, DROPPED = "open", "busy", "done", "dropped"
UNDONE = (OPEN, BUSY)

DRAFT, IN_FORCE = "draft", "in_force"

LEAD, PUBLISH = "visitations.lead_visitation", "visitations.publish_visitation"
FOLLOW_UP = "visitations.follow_up"
RENEW = "visitations.renew_questionnaire"


def lacks_statements(questionnaire) -> str | None:
    """Name the themes of which nothing is asked."""
    asked = set(questionnaire.statements.values_list("theme", flat=True))
    lacking = [str(label) for theme, label in THEMES.items() if theme not in asked]
    return _("Zonder stelling: %(themes)s.") % {"themes": ", ".join(lacking)} if lacking else None


QUESTIONNAIRE_CYCLE = LifeCycle(
    states={DRAFT: _("concept"), IN_FORCE: _("in gebruik genomen")},
    initial=DRAFT,
    transitions=(
        Transition(
            name="take_into_use",
            source=(DRAFT,),
            target=IN_FORCE,
            permission=RENEW,
            label=_("In gebruik nemen"),
            why=_(
                "Elke visitatie die vanaf nu begint, krijgt deze stellingen. Wie al bezig is, houdt zijn eigen lijst. "
                "Daarna kunt u deze versie niet meer wijzigen."
            ),
            guards=(lacks_statements,),
        ),
    ),
)


def lacks_scores(visitation) -> str | None:
    """Say how many statements have no score yet."""
    lacking = visitation.statements_without_score
    return _("%(number)d stellingen hebben nog geen score.") % {"number": lacking} if lacking else None


def lacks_visit(visitation) -> str | None:
    """Say that nobody knows yet who comes when."""
    if visitation.visit_on is None:
        return _("Vul eerst in op welke dag het bezoek is.")
    return None if visitation.visitors.exists() else _("Vul eerst in wie er op bezoek komen.")


def lacks_report(visitation) -> str | None:
    """Say what a reader of the report would miss."""
    if not visitation.recommendations.exists():
        return _("Er staat nog geen aanbeveling in het rapport.")
    if not visitation.response.strip():
        return _("De reactie van de gemeente is nog leeg.")
    return None


def has_open_recommendations(visitation) -> str | None:
    """Say that something is still to be done."""
    if visitation.recommendations.filter(state__in=UNDONE).exists():
        return _("Er staan nog aanbevelingen open.")
    return None


LIFE_CYCLE = LifeCycle(
    states={
        EVALUATING: _("zelfevaluatie"),
        READY: _("klaar voor het bezoek"),
        VISITED: _("bezocht"),
        PUBLISHED: _("rapport openbaar"),
        CLOSED: _("afgerond"),
    },
    initial=EVALUATING,
    transitions=(
        Transition(
            name="finish_evaluation",
            source=(EVALUATING,),
            target=READY,
            permission=LEAD,
            label=_("Zelfevaluatie afronden"),
            why=_("De scores liggen dan vast, zodat de visiteurs ze kunnen lezen."),
            guards=(lacks_scores,),
        ),
        Transition(
            name="reopen_evaluation",
            source=(READY,),
            target=EVALUATING,
            permission=LEAD,
            label=_("Zelfevaluatie weer openen"),
            why=_("Er moet nog iets anders in de zelfevaluatie."),
            needs_reason=True,
        ),
        Transition(
            name="hold_visit",
            source=(READY,),
            target=VISITED,
            permission=LEAD,
            label=_("Het bezoek is geweest"),
            why=_("Daarna schrijft u de aanbevelingen op en de reactie van de gemeente."),
            guards=(lacks_visit,),
        ),
        Transition(
            name="publish",
            source=(VISITED,),
            target=PUBLISHED,
            permission=PUBLISH,
            label=_("Rapport openbaar maken"),
            why=_("Iedereen leest het rapport, de reactie en wat er van elke aanbeveling komt."),
            guards=(lacks_report,),
        ),
        Transition(
            name="close",
            source=(PUBLISHED,),
            target=CLOSED,
            permission=LEAD,
            label=_("Visitatie afronden"),
            why=_("Elke aanbeveling is uitgevoerd, of er is gezegd waarom niet."),
            guards=(has_open_recommendations,),
        ),
    ),
)

RECOMMENDATION_CYCLE = LifeCycle(
    states={
        OPEN: _("nog niet begonnen"),
        BUSY: _("mee bezig"),
        DONE: _("gedaan"),
        DROPPED: _("doen we niet"),
    },
    initial=OPEN,
    transitions=(
        Transition(
            name="begin",
            source=(OPEN,),
            target=BUSY,
            permission=FOLLOW_UP,
            label=_("Ermee beginnen"),
            why=_("Er wordt aan gewerkt."),
        ),
        Transition(
            name="finish",
            source=(OPEN, BUSY),
            target=DONE,
            permission=FOLLOW_UP,
            label=_("Gedaan"),
            why=_("Schrijf op wat er is gedaan. Iedereen leest dit bij het rapport."),
            needs_reason=True,
        ),
        Transition(
            name="drop",
            source=(OPEN, BUSY),
            target=DROPPED,
            permission=PUBLISH,
            label=_("Doen we niet"),
            why=_("De gemeente volgt deze aanbeveling niet. Iedereen leest waarom."),
            needs_reason=True,
        ),
        Transition(
            name="reopen",
            source=(DONE, DROPPED),
            target=BUSY,
            permission=LEAD,
            label=_("Weer oppakken"),
            why=_("Het was toch niet klaar."),
            needs_reason=True,
        ),
    ),
)
