from django.urls import path

from areas.territory import views

app_name = "territory"

urlpatterns = [
    path("gebieden", views.index, name="index"),
    path("kaart/gebieden.geojson", views.borders, name="borders"),
]
