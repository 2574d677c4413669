from django.urls import path

from programmes.origins import views

app_name = "origins"

urlpatterns = [
    path("werk/initiatieven/<slug:public_id>/project", views.make_project, name="make_project"),
    path("mijn-initiatieven/<slug:public_id>/aanvraag", views.ask_money, name="ask_money"),
    path("werk/signalen/<slug:public_id>/project", views.tie_signal, name="tie_signal"),
    path("werk/taakgroepen/<slug:public_id>/project", views.tie_group, name="tie_group"),
]
