from django.urls import path

from wijkportaal.portal.visitations.views import public, questionnaires, workspace

app_name = "visitations"

urlpatterns = [
    path("visitaties", public.index, name="index"),
    path("visitaties/<slug:public_id>", public.report, name="report"),
    path("visitaties/<slug:public_id>/rapport", public.paper, name="paper"),
    path("werk/visitaties", workspace.workbench, name="workbench"),
    path("werk/visitaties/nieuw", workspace.new, name="new"),
    path("werk/visitaties/vragenlijsten", questionnaires.index, name="questionnaires"),
    path("werk/visitaties/vragenlijsten/nieuw", questionnaires.new, name="new_questionnaire"),
    path("werk/visitaties/vragenlijsten/<int:number>", questionnaires.questionnaire, name="questionnaire"),
    path("werk/visitaties/vragenlijsten/<int:number>/stap", questionnaires.step, name="questionnaire_step"),
    path("werk/visitaties/vragenlijsten/<int:number>/weg", questionnaires.drop, name="drop_questionnaire"),
    path("werk/visitaties/<slug:public_id>", workspace.overview, name="overview"),
    path("werk/visitaties/<slug:public_id>/stap", workspace.step, name="step"),
    path("werk/visitaties/<slug:public_id>/thema/<slug:theme>", workspace.theme, name="theme"),
    path("werk/visitaties/<slug:public_id>/thema/<slug:theme>/bewijs", workspace.evidence, name="evidence"),
    path("werk/visitaties/<slug:public_id>/bezoek", workspace.visit, name="visit"),
    path("werk/visitaties/<slug:public_id>/rapport", workspace.write, name="write"),
    path("werk/visitaties/<slug:public_id>/aanbevelingen/nieuw", workspace.recommend, name="recommend"),
    path(
        "werk/visitaties/<slug:public_id>/aanbevelingen/<int:number>",
        workspace.recommendation,
        name="recommendation",
    ),
    path("werk/visitaties/<slug:public_id>/aanbevelingen/<int:number>/stap", workspace.follow, name="follow"),
]
