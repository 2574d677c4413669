from django.urls import path

from participation.surveys.views import public, workspace

app_name = "surveys"

urlpatterns = [
    path("peilingen", public.index, name="index"),
    path("peilingen/cijfers", public.trends, name="trends"),
    path("peilingen/cijfers.csv", public.measures, name="measures"),
    path("peilingen/<slug:public_id>", public.survey, name="survey"),
    path("peilingen/<slug:public_id>/bedankt", public.thanks, name="thanks"),
    path("werk/peilingen", workspace.workbench, name="workbench"),
    path("werk/peilingen/nieuw", workspace.new, name="new"),
    path("werk/peilingen/<slug:public_id>", workspace.overview, name="overview"),
    path("werk/peilingen/<slug:public_id>/bewerken", workspace.edit, name="edit"),
    path("werk/peilingen/<slug:public_id>/stap", workspace.step, name="step"),
    path("werk/peilingen/<slug:public_id>/herhalen", workspace.repeat, name="repeat"),
    path("werk/peilingen/<slug:public_id>/codes", workspace.codes, name="codes"),
    path("werk/peilingen/<slug:public_id>/formulier.pdf", workspace.form_on_paper, name="form_on_paper"),
    path("werk/peilingen/<slug:public_id>/papier", workspace.paper, name="paper"),
    path("werk/peilingen/<slug:public_id>/vragen/nieuw", workspace.add_question, name="add_question"),
    path("werk/peilingvragen/<int:pk>", workspace.edit_question, name="edit_question"),
]
