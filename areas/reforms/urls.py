from django.urls import path

from areas.reforms import views

app_name = "reforms"

urlpatterns = [
    path("beheer/herindeling", views.index, name="index"),
    path("beheer/herindeling/friese-namen", views.frisian_names, name="frisian_names"),
    path("beheer/herindeling/<slug:step>", views.carry_out, name="carry_out"),
]
