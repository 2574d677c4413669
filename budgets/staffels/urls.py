from django.urls import path

from budgets.staffels.views import building, public, simulating, workspace

app_name = "staffels"

urlpatterns = [
    path("staffels", public.index, name="index"),
    path("staffels/<slug:slug>", public.staffel, name="staffel"),
    path("staffels/<slug:slug>/bestand", public.file, name="file"),
    path("staffels/<slug:slug>/uitkomsten", public.outcomes, name="outcomes"),
    path("werk/staffels", workspace.workbench, name="workbench"),
    path("werk/staffels/nieuw", workspace.new, name="new"),
    path("werk/staffels/inlezen", workspace.import_file, name="import"),
    path("werk/staffels/<int:pk>", workspace.version, name="version"),
    path("werk/staffels/<int:pk>/bestand", workspace.file, name="version_file"),
    path("werk/staffels/<int:pk>/voorstellen", workspace.propose, name="propose"),
    path("werk/staffels/<int:pk>/terug", workspace.send_back, name="send_back"),
    path("werk/staffels/<int:pk>/vaststellen", workspace.adopt, name="adopt"),
    path("werk/staffels/<int:pk>/vervallen", workspace.lapse, name="lapse"),
    path("werk/staffels/<int:pk>/weggooien", workspace.discard, name="discard"),
    path("werk/staffels/<int:pk>/nieuwe-versie", workspace.new_version, name="new_version"),
    path("werk/staffels/<int:pk>/bewerken", building.edit, name="edit"),
    path("werk/staffels/<int:pk>/onderdelen/nieuw/<slug:kind>", building.add_part, name="add_part"),
    path("werk/staffels/<int:pk>/onderdelen/<int:place>", building.edit_part, name="edit_part"),
    path("werk/staffels/<int:pk>/onderdelen/<int:place>/plaats", building.arrange_part, name="arrange_part"),
    path("werk/staffels/<int:pk>/besluiten/nieuw", building.add_override, name="add_override"),
    path("werk/staffels/<int:pk>/besluiten/<int:place>", building.edit_override, name="edit_override"),
    path("werk/staffels/<int:pk>/besluiten/<int:place>/weg", building.drop_override, name="drop_override"),
    path("werk/staffels/<int:pk>/simulatie", simulating.simulate, name="simulate"),
]
