from django.urls import path

from programmes.approaches.views import manage, public, questions

app_name = "approaches"

urlpatterns = [
    path("aanpakken", public.index, name="index"),
    path("aanpakken/<slug:slug>", public.approach, name="approach"),
    path("gebieden/<slug:slug>/wie-beslist", public.mandates, name="area_mandates"),
    path("werk/vraagstukken", questions.index, name="questions"),
    path("werk/vraagstukken/nieuw", questions.new, name="new_question"),
    path("werk/signalen/<slug:public_id>/vraagstuk", questions.of_signal, name="question_of_signal"),
    path("werk/vraagstukken/<int:pk>", questions.question, name="question"),
    path("werk/vraagstukken/<int:pk>/bewerken", questions.edit, name="edit_question"),
    path("werk/vraagstukken/<int:pk>/partij", questions.new_party, name="new_party"),
    path("werk/vraagstukken/<int:pk>/stand", questions.change_state, name="change_question"),
    path("werk/partijen/<int:pk>", questions.edit_party, name="edit_party"),
    path("werk/partijen/<int:pk>/weghalen", questions.remove_party, name="remove_party"),
    path("werk/mandaten", manage.mandates, name="mandates"),
    path("werk/mandaten/nieuw", manage.new_mandate, name="new_mandate"),
    path("werk/mandaten/<int:pk>", manage.edit_mandate, name="edit_mandate"),
    path("werk/aanpakken", manage.approaches, name="manage"),
    path("werk/aanpakken/nieuw", manage.new_approach, name="new_approach"),
    path("werk/aanpakken/<int:pk>", manage.edit_approach, name="edit_approach"),
    path("werk/aanpakken/<int:pk>/stand", manage.change_state, name="change_approach"),
]
