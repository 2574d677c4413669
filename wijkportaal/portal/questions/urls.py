from django.urls import path

from wijkportaal.portal.questions.views import public, workspace

app_name = "questions"

urlpatterns = [
    path("raadsvragen", public.index, name="index"),
    path("raadsvragen/<slug:public_id>", public.question, name="question"),
    path("raadsvragen/<slug:public_id>/blad", public.paper, name="paper"),
    path(
        "programmas/<int:year>/<slug:area>/sinds-vaststelling", public.since_adoption, name="since_adoption"
    ),
    path("werk/raadsvragen", workspace.workbench, name="workbench"),
    path("werk/raadsvragen/nieuw", workspace.new, name="new"),
    path("werk/raadsvragen/<slug:public_id>", workspace.overview, name="overview"),
    path("werk/raadsvragen/<slug:public_id>/bewerken", workspace.edit, name="edit"),
    path("werk/raadsvragen/<slug:public_id>/antwoord", workspace.answer, name="answer"),
    path("werk/raadsvragen/<slug:public_id>/later", workspace.extend, name="extend"),
    path("werk/raadsvragen/<slug:public_id>/stap", workspace.step, name="step"),
    path("werk/raadsvragen/<slug:public_id>/bronnen", workspace.sources, name="sources"),
]
