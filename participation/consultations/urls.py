from django.urls import path

from participation.consultations.views import entry, public, sets, walking, wishes, workspace

app_name = "consultations"

urlpatterns = [
    path("vragenrondes", public.index, name="index"),
    path("vragenrondes/<slug:public_id>", public.consultation, name="round"),
    path("mijn-looplijsten", walking.mine, name="mine"),
    path("looplijsten/werker.js", walking.worker, name="worker"),
    path("looplijsten/<slug:public_id>", walking.walk, name="walk"),
    path("looplijsten/<slug:public_id>/versturen", walking.sync, name="sync"),
    path("werk/vragenlijsten/nieuw", sets.new_set, name="new_set"),
    path("werk/vragenlijsten/<int:pk>", sets.question_set, name="question_set"),
    path("werk/vragenlijsten/<int:pk>/kopie", sets.copy_set, name="copy_set"),
    path("werk/vragenrondes", workspace.workbench, name="workbench"),
    path("werk/vragenrondes/nieuw", workspace.new, name="new"),
    path("werk/vragenrondes/<slug:public_id>", workspace.overview, name="overview"),
    path("werk/vragenrondes/<slug:public_id>/bewerken", workspace.edit, name="edit"),
    path("werk/vragenrondes/<slug:public_id>/stap", workspace.step, name="step"),
    path("werk/vragenrondes/<slug:public_id>/papier", entry.paper, name="paper"),
    path("werk/vragenrondes/<slug:public_id>/formulieren", entry.responses, name="responses"),
    path("werk/vragenrondes/<slug:public_id>/looproute", walking.routes, name="routes"),
    path("werk/vragenrondes/<slug:public_id>/wensen", wishes.wishes, name="wishes"),
    path("werk/vragenrondes/<slug:public_id>/cijfers", wishes.numbers, name="numbers"),
    path("werk/wensen/<int:pk>", wishes.wish, name="wish"),
]
