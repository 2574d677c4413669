from django.urls import path

from areas.organisations.views import facilities, functions, organisations

app_name = "organisations"

urlpatterns = [
    path("organisaties", organisations.index, name="index"),
    path("organisaties/<slug:slug>", organisations.organisation, name="organisation"),
    path("voorzieningen", facilities.index, name="facilities"),
    path("voorzieningen/<int:pk>", facilities.facility, name="facility"),
    path("gebieden/<slug:slug>/voorzieningen.geojson", facilities.geojson, name="facilities_geojson"),
    path("werk/organisaties", organisations.manage, name="manage"),
    path("werk/organisaties/nieuw", organisations.add, name="add"),
    path("werk/organisaties/<slug:slug>", organisations.edit, name="edit"),
    path("werk/organisaties/<slug:slug>/sluiten", organisations.close, name="close"),
    path("werk/organisaties/<slug:slug>/mensen", functions.people, name="people"),
    path("werk/organisaties/<slug:slug>/mensen/nieuw", functions.add, name="add_function"),
    path("werk/functies/<int:pk>", functions.edit, name="edit_function"),
    path("werk/functies/<int:pk>/beeindigen", functions.end, name="end_function"),
    path("werk/functies/<int:pk>/verplaatsen", functions.move, name="move_function"),
    path("werk/voorzieningen", facilities.manage, name="manage_facilities"),
    path("werk/voorzieningen/nieuw", facilities.add, name="add_facility"),
    path("werk/voorzieningen/<int:pk>", facilities.edit, name="edit_facility"),
    path("werk/voorzieningen/<int:pk>/sluiten", facilities.close, name="close_facility"),
]
