from django.urls import path, register_converter

from participation.exchange import views
from participation.exchange.doors import open311, signalen
from wijkportaal.foundation.people.access import public


class WrittenConverter:
    """The two ways in which GeoReport writes."""

    regex = "json|xml"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(WrittenConverter, "written")

app_name = "exchange"
signals = public(signalen.Signals.as_view())
one_signal = public(signalen.OneSignal.as_view())

urlpatterns = [
    path(
        "open311/v2/services.<written:written>", public(open311.Services.as_view()), name="open311_services"
    ),
    path(
        "open311/v2/services/<slug:service_code>.<written:written>",
        public(open311.ServiceDefinition.as_view()),
        name="open311_service",
    ),
    path(
        "open311/v2/requests.<written:written>", public(open311.Requests.as_view()), name="open311_requests"
    ),
    path(
        "open311/v2/requests/<slug:public_id>.<written:written>",
        public(open311.Request.as_view()),
        name="open311_request",
    ),
    path("signals/v1/public/signals", signals, name="signalen_signals"),
    path("signals/v1/public/signals/<uuid:uuid>", one_signal, name="signalen_signal"),
    # Signalen itself ends its addresses with a slash, and so do its callers.
    path("signals/v1/public/signals/", signals, name="signalen_signals_slash"),
    path("signals/v1/public/signals/<uuid:uuid>/", one_signal, name="signalen_signal_slash"),
    path("beheer/koppelingen", views.overview, name="overview"),
    path("beheer/koppelingen/sleutels/<int:pk>/intrekken", views.revoke, name="revoke"),
    path("beheer/koppelingen/systemen/nieuw", views.add_system, name="add_system"),
    path("beheer/koppelingen/systemen/<int:pk>", views.change_system, name="change_system"),
    path("beheer/koppelingen/doorgegeven/<int:pk>/opnieuw", views.try_again, name="try_again"),
]
