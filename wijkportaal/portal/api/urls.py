from django.urls import include, path, re_path

import wijkportaal.foundation.api.paths  # noqa: F401 - registers the converter of names
from wijkportaal.portal.api import views
from wijkportaal.portal.api.resources import router

app_name = "api"

urlpatterns = [
    path("ontwikkelaars", views.explanation, name="explanation"),
    path("api/v1", views.Root.as_view(), name="root"),
    path("api/v1/openapi.json", views.Document.as_view(), name="document"),
    path("api/v1/", include(router.urls)),
    re_path(r"^api(?:/.*)?\Z", views.unknown, name="unknown"),
]
