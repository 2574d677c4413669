from django.urls import path

from areas.reforms import views

app_name = "reforms"

urlpatterns = [
    path("beheer/herindeling", views.index, name="index"),
    path("beheer/herindeling/<slug:step>", views.carry_out, name="carry_out"),
]
