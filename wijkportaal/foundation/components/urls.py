from django.urls import path

from wijkportaal.foundation.components import views

app_name = "components"

urlpatterns = [
    path("componenten", views.catalogue, name="catalogue"),
    path("componenten/werkplek", views.catalogue_workspace, name="catalogue_workspace"),
    path("componenten/kaart.geojson", views.example_map, name="example_map"),
]
