"""Signals in the API: those on the site, for who works on them theirs, and handing one in."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from areas.territory.api import AreaFilter, AreaRef
from areas.themes.api import ThemeFilter, ThemeRef
from participation.signals.actions.intake import receive_signal
from participation.signals.forms.intake import HandedIn
from participation.signals.models import Channel, Kind, Signal
from participation.signals.queries.following import follow_token, on_the_site
from participation.signals.queries.inbox import visible_to
from participation.signals.states import LIFE_CYCLE, ROUTES
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import POINT, Moment, Place, SelfLink, Shape, Word, address_of
from wijkportaal.foundation.api.filters import DayFilter, Narrowing, WordFilter
from wijkportaal.foundation.api.geometry import frame_of_content
from wijkportaal.foundation.api.problems import BODY, Wrong
from wijkportaal.foundation.api.words import Words

STATES, KINDS = Words(LIFE_CYCLE.states.items()), Words(Kind.choices)
PATHS = Words((route.key, route.label) for route in ROUTES.values())
# What the form calls what the API has a Dutch name for.
NAMES = {
    "text": "tekst",
    "kind": "soort",
    "theme": "thema",
    "area": "gebied",
    "place": "plaats",
    "latitude": "locatie",
    "longitude": "locatie",
    "name": "naam",
    "email": "emailadres",
    "phone": "telefoonnummer",
    "wants_public": "magOpenbaar",
}


class SignalShape(Shape):
    noun = "Signaal"
    id = serializers.CharField(source="public_id")
    titel = serializers.CharField(source="title")
    tekst = serializers.SerializerMethodField(
        help_text="Zoals het op de site staat; anders zoals het binnenkwam."
    )
    soort = Word(KINDS, source="kind")
    gebied = AreaRef(source="area")
    thema = ThemeRef(source="theme", allow_null=True)
    plaats = serializers.CharField(source="place", help_text="Waar, in woorden.")
    locatie = Place()
    route = Word(PATHS, allow_null=True)
    stand = Word(STATES, source="state")
    ontvangenOp = Moment(source="received_at")
    berichtUiterlijk = serializers.DateField(source="due_on", help_text="Dan is er iets nieuws te horen.")
    afgeslotenOp = serializers.DateField(source="closed_on", allow_null=True)
    isOpenbaar = serializers.BooleanField(source="is_public")
    zelf = SelfLink("signalen", "public_id")

    def get_tekst(self, signal) -> str:
        return signal.public_text if signal.is_public else signal.text


@extend_schema_field(POINT)
class PointField(serializers.Field):
    """A GeoJSON point that is sent; read as two numbers."""

    def to_internal_value(self, data) -> tuple[float, float]:
        numbers = data.get("coordinates") if isinstance(data, dict) and data.get("type") == "Point" else None
        if not isinstance(numbers, list) or len(numbers) not in {2, 3}:
            raise serializers.ValidationError(_("Stuur een GeoJSON Point met twee getallen."))
        if not all(isinstance(each, int | float) and abs(each) < 1e9 for each in numbers):
            raise serializers.ValidationError(_("Stuur een GeoJSON Point met twee getallen."))
        return float(numbers[0]), float(numbers[1])


class SignalIn(serializers.Serializer):
    """What is sent to hand a signal in."""

    noun = "NieuwSignaal"
    tekst = serializers.CharField(
        max_length=5000, help_text="Wat er aan de hand is. Zonder namen van anderen."
    )
    soort = serializers.ChoiceField(
        choices=list(KINDS.names.values()), required=False, help_text="Anders een melding."
    )
    thema = serializers.CharField(max_length=80, required=False, help_text="De id van een thema.")
    gebied = serializers.CharField(
        max_length=80, required=False, help_text="De id van een gebied, als er geen locatie is."
    )
    plaats = serializers.CharField(
        max_length=200, required=False, help_text="Waar, in woorden, of een postcode."
    )
    locatie = PointField(required=False, help_text="GeoJSON Point, in het stelsel van `Content-Crs`.")
    naam = serializers.CharField(max_length=80, required=False, help_text="Van wie het signaal is.")
    emailadres = serializers.CharField(
        max_length=254, required=False, help_text="Dan krijgt die persoon bericht."
    )
    telefoonnummer = serializers.CharField(max_length=30, required=False)
    magOpenbaar = serializers.BooleanField(required=False, default=False)


class SignalMade(SignalShape):
    noun = "SignaalOntvangen"
    volgen = serializers.SerializerMethodField(
        help_text="De pagina waarop u ziet wat ermee gebeurt. Deel hem niet."
    )

    def get_volgen(self, signal) -> str:
        return settings.PORTAL_URL + reverse("signals:follow", args=[follow_token(signal)])


class SignalNarrowing(Narrowing):
    gebied = AreaFilter()
    thema = ThemeFilter()
    soort = WordFilter(KINDS, field_name="kind", label=gettext_lazy("Alleen deze soort."))
    stand = WordFilter(STATES, field_name="state", label=gettext_lazy("Alleen in deze stand."))
    vanaf = DayFilter(
        field_name="received_at__date",
        lookup_expr="gte",
        label=gettext_lazy("Op deze dag of later ontvangen."),
    )
    tot = DayFilter(
        field_name="received_at__date", lookup_expr="lt", label=gettext_lazy("Vóór deze dag ontvangen.")
    )

    class Meta:
        model = Signal
        fields: list[str] = []


class Signals(Resource):
    row = SignalShape
    incoming = SignalIn
    narrowing = SignalNarrowing
    place = ("longitude", "latitude")
    nouns = ("signaal", "signalen")
    about = {
        "list": "Wat mensen zagen, vragen of wensen, en wat ervan wordt: wat op de site staat. Met een token ook de signalen waar u aan werkt. Nooit wie het stuurde.",
        "retrieve": "Eén signaal. Nooit wie het stuurde.",
        "create": "Geef een signaal door, van uzelf of namens iemand. Wie een e-mailadres heeft, krijgt bericht bij elke stap.",
    }

    def records(self):
        signals = on_the_site()
        if self.person.is_authenticated:
            signals |= visible_to(self.person)
        return signals.select_related("area", "theme").order_by("-received_at", "-pk")

    def one(self, ident: str):
        return self.found(self.records().filter(public_id=ident))

    def get_serializer_class(self):
        return SignalMade if self.action == "create" else self.row

    def create(self, request):
        frame = frame_of_content(request)
        values = self.sent(request)
        form = HandedIn(_form_values(values, frame))
        if not form.is_valid():
            raise Wrong(BODY, {NAMES.get(name, ""): says for name, says in form.faults.items()})

        def act():
            signal = receive_signal(
                **form.wanted, wants_public=values["magOpenbaar"], by=request.user, channel=Channel.SYSTEM
            )
            return 201, dict(SignalMade(signal).data), address_of("signalen", signal.public_id)

        return self.once(request, act)


def _form_values(values: dict, frame) -> dict:
    """Return what was sent as the form of residents has it."""
    longitude, latitude = "", ""
    if point := values.get("locatie"):
        x, y = frame.degrees(*point)
        longitude, latitude = f"{x:.6f}", f"{y:.6f}"
    kind = values.get("soort")
    return {
        "text": values["tekst"],
        "kind": KINDS.key(kind) if kind else "",
        "theme": values.get("thema", ""),
        "area": values.get("gebied", ""),
        "place": values.get("plaats", ""),
        "longitude": longitude,
        "latitude": latitude,
        "name": values.get("naam", ""),
        "email": values.get("emailadres", ""),
        "phone": values.get("telefoonnummer", ""),
    }
