"""Every door of the portal. Paths are Dutch, names English; there is no trailing slash."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("techniek/", admin.site.urls),
    path("", include("budgets.staffels.urls")),
    path("", include("areas.organisations.urls")),
    path("", include("areas.roles.urls")),
    path("", include("areas.addresses.urls")),
    path("", include("areas.imports.urls")),
    path("", include("areas.reforms.urls")),
    path("", include("areas.themes.urls")),
    path("", include("areas.territory.urls")),
    path("", include("participation.subscriptions.urls")),
    path("", include("programmes.printruns.urls")),
    path("", include("programmes.editions.urls")),
    path("", include("programmes.cycle.urls")),
    path("", include("programmes.evaluations.urls")),
    path("", include("programmes.approaches.urls")),
    path("", include("programmes.commitments.urls")),
    path("", include("programmes.contributions.urls")),
    path("", include("programmes.yearly.urls")),
    path("", include("programmes.sheets.urls")),
    path("", include("programmes.progress.urls")),
    path("", include("programmes.projects.urls")),
    path("", include("budgets.ledger.urls")),
    path("", include("programmes.visions.urls")),
    path("", include("programmes.analysis.urls")),
    path("", include("wijkportaal.foundation.audit.urls")),
    path("", include("wijkportaal.foundation.branding.urls")),
    path("", include("wijkportaal.foundation.components.urls")),
    path("", include("wijkportaal.foundation.jobs.urls")),
    path("", include("wijkportaal.foundation.people.urls")),
    path("", include("wijkportaal.foundation.pictures.urls")),
    path("", include("wijkportaal.foundation.operations.urls")),
    path("", include("wijkportaal.portal.urls")),
]
