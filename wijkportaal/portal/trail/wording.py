"""What somebody did, as one says it: the Dutch reading of the name that an action has in the code.

A step of a life cycle is read as on its button. Any other name is a verb with a thing, `write_comment`, and is read as
“reactie schrijven”: the thing is called what its table is called. What that does not say well is written out. The tests
read every name that stands in the code (docs/adr/0166-words-of-the-trail.md).
"""

import re
from functools import cache

from django.apps import apps
from django.utils.text import camel_case_to_spaces, capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.models import StateField

VERBS = {
    "accept": _("aannemen"), "add": _("toevoegen"), "admit": _("toelaten"), "adopt": _("vaststellen"),
    "advise": _("adviseren"), "agree": _("akkoord gaan"), "amend": _("aanpassen"),
    "answer": _("beantwoorden"), "apply": _("doorvoeren"), "approve": _("goedkeuren"),
    "arrange": _("ordenen"), "arrive": _("aankomst noteren"), "ask": _("vragen"), "assign": _("geven"),
    "attach": _("bijvoegen"), "begin": _("beginnen"), "block": _("blokkeren"),
    "blur": _("onherkenbaar maken"), "book": _("boeken"), "bring": _("brengen"), "call": _("oproepen"),
    "cancel": _("annuleren"), "carry": _("uitvoeren"), "change": _("wijzigen"), "choose": _("kiezen"),
    "clear": _("opruimen"), "close": _("sluiten"), "collect": _("verzamelen"), "compute": _("berekenen"),
    "confirm": _("bevestigen"), "continue": _("verdergaan met"), "copy": _("overnemen"), "correct": _("verbeteren"),
    "count": _("tellen"), "counter": _("tegenboeken"), "create": _("maken"), "declare": _("verklaren"),
    "delete": _("verwijderen"), "describe": _("beschrijven"), "detach": _("losmaken"),
    "discard": _("weggooien"), "dispute": _("betwisten"), "drop": _("laten vallen"), "edit": _("wijzigen"),
    "end": _("beëindigen"), "ensure": _("klaarzetten"), "enter": _("invoeren"), "erase": _("wissen"),
    "evaluate": _("evalueren"), "expect": _("verwachten"), "fail": _("mislukken"), "fill": _("invullen"),
    "finish": _("afronden"), "forget": _("vergeten"), "found": _("oprichten"), "give": _("geven"),
    "hand": _("overdragen"), "invite": _("uitnodigen"), "issue": _("uitgeven"), "judge": _("beoordelen"),
    "keep": _("bewaren"), "leave": _("weggaan"), "link": _("koppelen"), "look": _("ophalen"),
    "make": _("maken"), "mark": _("markeren"), "merge": _("samenvoegen"), "move": _("verplaatsen"),
    "name": _("benoemen"), "note": _("noteren"), "object": _("bezwaar maken"), "open": _("openen"),
    "override": _("overnemen"), "plan": _("plannen"), "post": _("plaatsen"), "prolong": _("verlengen"),
    "propose": _("voorstellen"), "publish": _("publiceren"), "put": _("zetten"), "raise": _("inbrengen"),
    "receive": _("ontvangen"), "record": _("vastleggen"), "redeem": _("inwisselen"),
    "reform": _("herindelen"), "refresh": _("bijwerken"), "register": _("registreren"),
    "remind": _("herinneren aan"), "remove": _("weghalen"), "rename": _("hernoemen"),
    "renew": _("vernieuwen"), "reopen": _("weer openen"), "repeat": _("herhalen"), "replace": _("vervangen"),
    "reply": _("antwoorden op"), "report": _("melden"), "request": _("aanvragen"),
    "resend": _("opnieuw sturen"), "reset": _("opnieuw instellen"), "resolve": _("afhandelen"),
    "restore": _("terugzetten"), "retry": _("opnieuw proberen"), "revoke": _("intrekken"),
    "save": _("opslaan"), "say": _("zeggen"), "score": _("beoordelen"), "send": _("sturen"),
    "serve": _("bedienen"), "set": _("instellen"), "settle": _("afhandelen"), "show": _("tonen"),
    "sign": _("ondertekenen"), "split": _("splitsen"), "start": _("beginnen"), "state": _("vastleggen"),
    "store": _("opslaan"), "switch": _("omzetten"), "take": _("nemen"), "tell": _("inlichten"),
    "tick": _("afvinken"), "tie": _("koppelen"), "transfer": _("overboeken"), "turn": _("afwijzen"),
    "unblock": _("deblokkeren"), "withdraw": _("intrekken"), "withhold": _("achterhouden"),
    "write": _("schrijven"),
}  # fmt: skip
# Things that are no table, or that people call by another name than the table has.
THINGS = {
    "account": _("jaarrekening"), "activity": _("activiteit"), "addresses": _("adressen"),
    "agenda_item": _("agendapunt"), "agreement": _("afspraak"), "answer": _("antwoord"), "area": _("gebied"), "areas": _("gebieden"),
    "board": _("bestuur"), "branding": _("huisstijl"), "budget": _("begroting"),
    "calendar": _("jaarkalender"), "call": _("oproep"), "card": _("kaart"), "cases": _("meldingen"),
    "categories": _("rubrieken"), "code": _("code"), "codes": _("codes"), "contribution": _("bijdrage"),
    "costs": _("kosten"), "count": _("telling"), "counts": _("tellingen"), "cover": _("omslag"),
    "criteria": _("eisen"), "decision": _("besluit"), "deliveries": _("bezorging"),
    "department": _("afdeling"), "discarded": _("weggelegde signalen"), "document": _("document"),
    "draft": _("concept"), "entries": _("onderdelen"), "figures": _("cijfers"), "file": _("bestand"),
    "files": _("bestanden"), "filter": _("filter"), "finals": _("definitieve bestanden"),
    "flow": _("geldstroom"), "followers": _("volgers"), "forecasts": _("prognoses"), "function": _("functie"),
    "goal": _("doel"), "group": _("groep"), "guests": _("wie er kwam"), "heads": _("aantallen mensen"),
    "idea": _("idee"), "import": _("bestand"), "invitation": _("uitnodiging"),
    "invitations": _("uitnodigingen"), "judgements": _("oordelen"), "key": _("sleutel"),
    "kit": _("startpakket"), "letter": _("brief"), "levies": _("heffingen"), "limit": _("grens"),
    "line": _("regel"), "lines": _("regels"), "link": _("koppeling"), "mapping": _("indeling"),
    "measure": _("maatregel"), "measurement": _("meting"), "meeting": _("vergadering"), "members": _("leden"),
    "minutes": _("verslag"), "money": _("geld"), "name": _("naam"),
    "national_figures": _("landelijke cijfers"), "needs": _("wat iemand nodig had"), "note": _("notitie"),
    "old": _("wat oud is"), "openness": _("openbaarheid"), "outcome": _("uitkomst"),
    "paper": _("papieren formulier"), "part": _("onderdeel"), "part_picture": _("foto van een onderdeel"),
    "payment": _("betaling"), "people": _("wie meedeed"), "period": _("periode"), "person": _("persoon"),
    "photo": _("foto"), "photos": _("foto's"), "picture": _("foto"), "piece": _("bijdrage"),
    "plan": _("plan"), "point": _("punt"), "profile": _("profiel"), "programme": _("programma"),
    "progress": _("voortgang"), "project": _("project"), "projects": _("projecten"),
    "promise": _("toezegging"), "proof": _("proefdruk"), "proofs": _("proefdrukken"),
    "purpose": _("bestemming"), "purposes": _("bestemmingen"), "purse": _("potje"), "question": _("vraag"),
    "questionnaire": _("vragenlijst"), "quickly": _("kleine aanvraag"), "receipt": _("bon"),
    "recommendation": _("aanbeveling"), "registered": _("registratie"), "remarks": _("opmerkingen"),
    "removed": _("weggehaalde reacties"), "report": _("verslag"), "request": _("verzoek"),
    "reserve": _("reserve"), "review": _("controle"), "reviewed_role": _("rol"), "role": _("rol"),
    "round": _("ronde"), "rule": _("regel"), "run": _("drukronde"), "rung": _("trede"), "scheme": _("opzet"),
    "seat": _("plek"), "second_factor": _("tweede stap bij inloggen"), "secret": _("geheim"),
    "senders": _("wie een signaal doorgaf"), "set": _("vragenlijst"), "sheet": _("bestand"),
    "sign_up": _("aanmelding"), "signal": _("signaal"), "sign_ups": _("aanmeldingen"), "source": _("bron"), "state": _("stand"),
    "step": _("stap"), "street": _("straat"), "streets": _("straten"), "support": _("steun"),
    "talk": _("gesprek"), "target": _("streefgetal"), "task": _("taak"), "template": _("sjabloon"),
    "term": _("termijn"), "terms": _("termijnen"), "test": _("proefbericht"), "texts": _("teksten"),
    "theme": _("thema"), "themes": _("thema's"), "unconfirmed": _("wat niet is bevestigd"),
    "version": _("versie"), "visit": _("bezoek"), "visitors": _("namen van visiteurs"), "walker": _("loper"),
    "wishes": _("wensen"), "words": _("woorden"),
}  # fmt: skip
# Names that say it better as a whole.
PHRASES = {
    "allocations.carry_out": _("Toekenning uitvoeren"), "allocations.override": _("Handmatig aanpassen"),
    "approaches.ask_about_signal": _("Vraag over een signaal stellen"),
    "audit.erase_from_history": _("Uit de geschiedenis wissen"),
    "books.finish_set_up": _("Inrichten van het kasboek afronden"),
    "commitments.confirm_step": _("Stap bevestigen"),
    "consultations.answer_online": _("Vragen beantwoorden op de site"),
    "consultations.hand_in_all": _("Alle formulieren inleveren"),
    "consultations.split_off": _("Wens afsplitsen"),
    "consultations.take_out": _("Kaartje uit een wens halen"),
    "contributions.amend_with_project": _("Wijziging met een project voorstellen"),
    "contributions.amend_without_project": _("Wijziging zonder project voorstellen"),
    "contributions.hand_back": _("Bijdrage teruggeven"),
    "contributions.open_again": _("Bijdrage weer openen"),
    "contributions.reply_to": _("Op een bijdrage antwoorden"),
    "cycle.link_to_step": _("Aan een stap koppelen"), "evaluations.fill_in_results": _("Uitkomsten invullen"),
    "evaluations.take_over_recipe": _("Aanpak overnemen"),
    "exchange.take_in": _("Signaal van een ander systeem innemen"),
    "figures.write_forecasts": _("Prognoses opslaan"), "imports.ask_to_apply": _("Import laten uitvoeren"),
    "initiatives.tick_off_comment": _("Reactie afvinken"),
    "initiatives.put_back": _("Reactie terugzetten"), "initiatives.withhold": _("Reactie achterhouden"),
    "meetings.give_seat": _("Plek geven"), "meetings.move_up": _("Agendapunt verplaatsen"),
    "meetings.sign_off": _("Afmelden"), "meetings.sign_up": _("Aanmelden"),
    "moderation.judge_all": _("Alles van iemand beoordelen"),
    "neighbours.clear_away": _("Oude oproepen opruimen"), "objections.object_to": _("Bezwaar maken"),
    "origins.make_project_of_signal": _("Project van een signaal maken"),
    "printruns.leave_out": _("Gebied overslaan"), "printruns.take_back": _("Gebied weer meenemen"),
    "projects.bring_to_state": _("Stand van een project zetten"),
    "recognition.sign_up": _("Aanmelden bij een panel"),
    "sheets.ask_to_apply": _("Projecten uit een bestand overnemen"),
    "signals.confirm_solved": _("Bevestigen dat het is opgelost"),
    "signals.put_back": _("Signaal terugzetten"), "signals.take_up": _("Signaal oppakken"),
    "staffels.propose_changed": _("Gewijzigde staffel voorstellen"),
    "subscriptions.mark_bounced": _("E-mailadres dat niet werkt markeren"),
    "surveys.take_back": _("Papieren formulier terugnemen"),
    "taskgroups.ask_to_join": _("Vragen om mee te doen"), "taskgroups.call_for_help": _("Hulp vragen"),
    "taskgroups.hand_over": _("Trekkersrol overdragen"), "taskgroups.turn_away": _("Aanmelding afwijzen"),
    "territory.name_in_frisian": _("Friese naam geven"),
    "territory.refresh_for_today": _("Gebieden van vandaag bijwerken"),
    "voting.put_to_vote": _("In stemming brengen"), "voting.set_aside": _("Stem opzijleggen"),
    "voting.take_in": _("Stem innemen"), "webhooks.switch_off": _("Webhook uitzetten"),
    "yearly.add_after_adoption": _("Toevoegen na vaststelling"),
    "yearly.ask_of_part": _("Iets vragen over een onderdeel"),
    "yearly.drop_after_adoption": _("Laten vervallen na vaststelling"),
    "yearly.hand_back": _("Onderdeel teruggeven"), "yearly.sign_off": _("Onderdeel afronden"),
    "yearly.take_over": _("Vorig programma overnemen"),
}  # fmt: skip
BETWEEN = re.compile(r"^(?:about|for|in|of|over|to|with)_")


def reading(action: str) -> str:
    """Return what an action is called, or its name in the code when that says nothing that we know."""
    room, _dot, name = action.partition(".")
    if phrase := PHRASES.get(action) or _steps().get((room, name)):
        return str(phrase)
    word, _rest, thing = name.partition("_")
    verb = VERBS.get(word)
    if verb is None:
        return action
    if not thing:
        return capfirst(str(verb))
    called = _thing(room, BETWEEN.sub("", thing))
    return capfirst(gettext("%(thing)s %(verb)s") % {"thing": called, "verb": verb}) if called else action


def _thing(room: str, thing: str) -> str:
    return str(_tables().get((room, thing)) or THINGS.get(thing, ""))


@cache
def _steps() -> dict[tuple[str, str], str]:
    """The steps of all life cycles, as their button says them."""
    return {
        (model._meta.app_label, step.name): step.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StateField) and field.life_cycle
        for step in field.life_cycle.transitions
    }


@cache
def _tables() -> dict[tuple[str, str], str]:
    """The tables of all rooms by the name that actions give them: of one row, and of more."""
    found = {}
    for model in apps.get_models():
        room, one = model._meta.app_label, camel_case_to_spaces(model.__name__).replace(" ", "_")
        many = f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"
        found[room, many] = model._meta.verbose_name_plural
        found[room, one] = model._meta.verbose_name
    return found
