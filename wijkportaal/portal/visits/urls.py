from django.urls import path

from wijkportaal.portal.visits import views

app_name = "visits"

urlpatterns = [
    path("werk/bezoek", views.index, name="index"),
    path("werk/bezoek/<slug:slug>", views.sheet, name="sheet"),
    path("werk/bezoek/<slug:slug>/a4", views.paper, name="paper"),
]
