from django.urls import path

from budgets.flows.views import public, sheets, workspace

app_name = "flows"

urlpatterns = [
    path("gebieden/<slug:slug>/geldstromen", public.area, name="area"),
    path("gebieden/<slug:slug>/geldstromen.csv", public.open_data, name="open_data"),
    path("werk/geldstromen", workspace.workbench, name="workbench"),
    path("werk/geldstromen/nieuw", workspace.new, name="new"),
    path("werk/geldstromen/vergelijken", workspace.compare, name="compare"),
    path("werk/geldstromen/uitvoer.xlsx", workspace.export, name="export"),
    path("werk/geldstromen/jaren", workspace.years, name="years"),
    path("werk/geldstromen/<int:pk>", workspace.edit, name="edit"),
    path("werk/geldstromen/<int:pk>/weg", workspace.remove, name="remove"),
    path("werk/geldstromen/doelen-en-bronnen", workspace.bases, name="bases"),
    path("werk/gelddoelen/nieuw", workspace.new_goal, name="new_goal"),
    path("werk/gelddoelen/<int:pk>", workspace.goal, name="goal"),
    path("werk/geldbronnen/nieuw", workspace.new_source, name="new_source"),
    path("werk/geldbronnen/<int:pk>", workspace.source, name="source"),
    path("werk/geldstromen/samen", workspace.together, name="together"),
    path("werk/geldafspraken/nieuw", workspace.new_joint, name="new_joint"),
    path("werk/geldafspraken/<int:pk>", workspace.joint, name="joint"),
    path("werk/oproepen/nieuw", workspace.new_call, name="new_call"),
    path("werk/oproepen/<int:pk>", workspace.call, name="call"),
    path("werk/geldstromen/bestanden", sheets.index, name="sheets"),
    path("werk/geldstromen/bestanden/<int:pk>", sheets.sheet, name="sheet"),
    path("werk/geldstromen/bestanden/<int:pk>/inlezen", sheets.apply, name="apply"),
    path("werk/geldstromen/bestanden/<int:pk>/weggooien", sheets.discard, name="discard"),
]
