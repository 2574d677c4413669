"""Everything that a gemeente sets, in one place: each with what it is for and what it is now. Rooms keep their pages."""

from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.organisations.models import Organisation
from areas.roles.models import RoleAssignment
from areas.roles.queries import administrators, holding, invitations, review_calendar
from areas.roles.states import OPEN as OPEN_INVITATION
from areas.themes.models import Theme
from budgets.grants.models import Regulation
from budgets.ledger.models import Purpose
from budgets.staffels.models import Staffel
from participation.asks.queries import rule
from participation.exchange.models import Key, System
from participation.moderation.queries import comment_rule
from participation.recognition.models import Criterion
from participation.signals.models import Term
from participation.signals.states import TERMS
from programmes.cycle.models import CalendarStep
from programmes.focus.models import RunLimit
from programmes.yearly.models import TemplatePart
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.mail.models import Wording
from wijkportaal.foundation.operations.queries import backlog
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.privacy.models import KeepingTerm
from wijkportaal.foundation.privacy.registry import RETENTIONS
from wijkportaal.portal.administration.catalogue import letters


@dataclass(frozen=True)
class Entry:
    """One thing that is set: what it is for, what it is now, and where it is changed (a name of an address)."""

    title: str
    text: str
    now: str
    url: str = ""
    permission: str = ""

    @property
    def address(self) -> str:
        return reverse(self.url) if self.url else ""


@dataclass
class Section:
    """Settings that belong together."""

    title: str
    icon: str
    entries: list[Entry] = field(default_factory=list)


def sections_for(person) -> list[Section]:
    """Return all settings by group; of what somebody may not change they see what it is, without a link."""
    return [
        Section(title, icon, [_for(entry, person) for entry in entries()])
        for title, icon, entries in (
            (_("De gemeente"), "building-community", _gemeente),
            (_("Mensen en rollen"), "users", _people),
            (_("Het jaar"), "refresh", _year),
            (_("Bewoners"), "message-circle", _residents),
            (_("Woorden en bewaren"), "file-text", _words),
            (_("Geld"), "coins", _money),
            (_("Achter de schermen"), "tool", _behind),
        )
    ]


def _for(entry: Entry, person) -> Entry:
    if not entry.permission or person.has_perm(entry.permission):
        return entry
    return Entry(entry.title, entry.text, entry.now)


def _gemeente() -> list[Entry]:
    subject = gemeente()
    colours = _("hoofdkleur %(primary)s, actiekleur %(accent)s") % {
        "primary": subject.primary_colour,
        "accent": subject.accent_colour,
    }
    contact = ", ".join(filter(None, (subject.phone, subject.email, subject.website)))
    themes = Theme.objects.count()
    return [
        Entry(
            _("Naam, logo en kleuren"),
            _("Hoe uw gemeente heet en eruitziet, op elke pagina en in druk."),
            f"{subject.name}; {colours}; {_('met logo') if subject.logo_id else _('zonder logo')}",
            "branding:change",
            "branding.change_gemeente",
        ),
        Entry(
            _("Contact"),
            _("Het nummer, adres en de website die bewoners zien."),
            contact or _("nog niet ingevuld"),
            "branding:change",
            "branding.change_gemeente",
        ),
        Entry(
            _("Thema's"),
            _("Waar projecten en wensen onder vallen, met kleur en teken."),
            ngettext("%d thema", "%d thema's", themes) % themes,
            "themes:index",
            "themes.manage_themes",
        ),
        Entry(
            _("Organisaties"),
            _("Panels, dorpsbelangen, partners en afdelingen, en waar zij werken."),
            _count(Organisation.objects.count(), _("organisatie"), _("organisaties")),
            "organisations:manage",
            "organisations.edit_some",
        ),
    ]


def _people() -> list[Entry]:
    held = holding(RoleAssignment.objects.all()).values("person").distinct().count()
    open_invitations = invitations().filter(state=OPEN_INVITATION).count()
    when = min(each["due_on"] for each in review_calendar())
    return [
        Entry(
            _("Personen en rollen"),
            _("Wie wat mag, in welk gebied en hoe lang."),
            _("%(people)s; %(held)s met een rol; %(administrators)s")
            % {
                "people": _count(Person.objects.count(), _("persoon"), _("personen")),
                "held": held,
                "administrators": _count(administrators().count(), _("beheerder"), _("beheerders")),
            },
            "roles:people",
            "roles.manage_roles",
        ),
        Entry(
            _("Uitnodigingen"),
            _("Wie een rol is aangeboden en nog niet antwoordde."),
            _count(open_invitations, _("open uitnodiging"), _("open uitnodigingen")),
            "roles:invitations",
            "roles.manage_roles",
        ),
        Entry(
            _("Toegangscontrole"),
            _("Elk jaar kijkt u alle rollen na, die van beheerders elk kwartaal."),
            _("eerstvolgende uiterlijk %s") % date_format(when, "j F Y"),
            "roles:reviews",
            "roles.review_access",
        ),
        Entry(
            _("Tweede stap bij inloggen"),
            _("Wie bij de gemeente of een partner werkt, logt in met een tweede stap."),
            _("verplicht") if settings.FORCE_SECOND_FACTOR else _("niet verplicht: dit is een proefportaal"),
        ),
    ]


def _year() -> list[Entry]:
    steps, parts = CalendarStep.objects.filter(by_default=True).count(), TemplatePart.objects.count()
    return [
        Entry(
            _("Kalender van de cyclus"),
            _("Welke stappen een jaar heeft, wie ze doet en wanneer."),
            _count(steps, _("stap in elke nieuwe cyclus"), _("stappen in elke nieuwe cyclus")),
            "cycle:calendar",
            "cycle.manage_calendar",
        ),
        Entry(
            _("Onderdelen van een programma"),
            _("Waar een nieuw programma uit bestaat, wie het levert en wanneer."),
            _count(parts, _("onderdeel"), _("onderdelen")) if parts else _("de onderdelen van het portaal"),
            "contributions:template",
            "yearly.manage_template",
        ),
        Entry(
            _("Grenzen aan wat loopt"),
            _("Hoeveel projecten er tegelijk mogen lopen; het portaal waarschuwt."),
            _count(RunLimit.objects.count(), _("grens"), _("grenzen")),
            "focus:limits",
            "focus.set_limits",
        ),
    ]


def _residents() -> list[Entry]:
    changed = Term.objects.count()
    asked, spoken = rule(), comment_rule()
    return [
        Entry(
            _("Termijnen van signalen"),
            _("Na hoeveel werkdagen een inzender iets nieuws hoort, langs de vier routes."),
            _("%(number)d standen; %(changed)d door uw gemeente veranderd")
            % {"number": len(TERMS), "changed": changed},
            "signals:terms",
            "signals.set_terms",
        ),
        Entry(
            _("Reacties van bewoners"),
            _("Hoe lang een reactie mag zijn, hoeveel links erin mogen, en of iemand haar eerst leest."),
            _(
                "%(words)d woorden en %(links)d links; voor nieuwkomers %(new_words)d woorden en %(new_links)d links; %(when)s"
            )
            % {
                "words": spoken.words,
                "links": spoken.links,
                "new_words": spoken.newcomers_words,
                "new_links": spoken.newcomers_links,
                "when": _("meteen op de site") if settings.COMMENTS_AFTER else _("eerst gelezen"),
            },
            "moderation:comment_rule",
            "moderation.set_rule",
        ),
        Entry(
            _("Rust tussen uitvragen"),
            _("Hoeveel dagen er tussen twee vragen aan dezelfde bewoners hoort te zitten."),
            _("%(rest)d dagen rust, hooguit %(often)d keer per jaar")
            % {"rest": asked.rest, "often": asked.a_year},
            "asks:calendar",
            "asks.set_rule",
        ),
        Entry(
            _("Taakgroepen"),
            _("Hoeveel bewoners een taakgroep nodig heeft om te beginnen."),
            _("%d bewoners; een technicus kan dit veranderen") % settings.LEAST_MEMBERS,
        ),
        Entry(
            _("Eisen aan panels en dorpsbelangen"),
            _("Wat uw gemeente vraagt voor zij een panel erkent."),
            _count(Criterion.objects.count(), _("eis"), _("eisen")),
            "recognition:criteria",
            "recognition.set_criteria",
        ),
    ]


def _words() -> list[Entry]:
    own = set(Wording.objects.values_list("place", "original"))
    changed = sum(
        any((each.place, each.original) in own for each in letter.sentences) for letter in letters().values()
    )
    return [
        Entry(
            _("Teksten van mails"),
            _("Wat er staat in de mails die het portaal stuurt. U ziet een voorbeeld voor u opslaat."),
            _("%(number)d mails; %(changed)d in de woorden van uw gemeente")
            % {"number": len(letters()), "changed": changed},
            "administration:letters",
            "administration.manage_portal",
        ),
        Entry(
            _("Bewaartermijnen"),
            _("Hoe lang het portaal iets bewaart, wat het vanzelf weggooit, en of dat is gebeurd."),
            _("%(terms)s; %(own)d van uw gemeente")
            % {
                "terms": _count(len(RETENTIONS), _("termijn"), _("termijnen")),
                "own": KeepingTerm.objects.count(),
            },
            "privacy:clearing",
            "privacy.see_clearing",
        ),
    ]


def _money() -> list[Entry]:
    return [
        Entry(
            _("Staffels"),
            _("De regels waarmee een gebied geld krijgt."),
            _count(Staffel.objects.count(), _("staffel"), _("staffels")),
            "staffels:workbench",
            "staffels.see_workbench",
        ),
        Entry(
            _("Regelingen"),
            _("Waarvoor bewoners en organisaties geld kunnen aanvragen."),
            _count(Regulation.objects.count(), _("regeling"), _("regelingen")),
            "grants:regulations",
            "grants.manage_regulations",
        ),
        Entry(
            _("Bestemmingen"),
            _("Waar geld van een gebied voor bedoeld is."),
            _count(Purpose.objects.count(), _("bestemming"), _("bestemmingen")),
            "ledger:purposes",
            "ledger.manage_purposes",
        ),
    ]


def _behind() -> list[Entry]:
    waiting = backlog()
    manage = "administration.manage_portal"
    return [
        Entry(
            _("Bestanden in en uit"),
            _("Alles wat u kunt inlezen en uitvoeren, en wat er eerder is ingelezen."),
            _("een lijst met voorbeelden en geschiedenis"),
            "administration:files",
            manage,
        ),
        Entry(
            _("Taken"),
            _("Werk dat het portaal achter de schermen doet, zoals drukken en mailen."),
            _("%(open)d bezig of in de rij; %(failed)d mislukt")
            % {
                "open": waiting.jobs["waiting"] + waiting.jobs["running"],
                "failed": waiting.jobs["failed"],
            },
            "administration:jobs",
            "jobs.view_all_jobs",
        ),
        Entry(
            _("Toestand van het portaal"),
            _("Of alles werkt, hoe oud de laatste back-up is, en wat u kunt doen."),
            _("nu bekijken"),
            "administration:health",
            "operations.view_operations",
        ),
        Entry(
            _("Koppelingen"),
            _("Systemen waarmee signalen heen en weer gaan, en hun sleutels."),
            ", ".join(
                (
                    _count(Key.objects.count(), _("sleutel"), _("sleutels")),
                    _count(System.objects.count(), _("systeem"), _("systemen")),
                )
            ),
            "exchange:overview",
            "exchange.manage",
        ),
    ]


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
