from django.urls import path

from wijkportaal.portal.visitations.views import public, workspace

app_name = "visitations"

urlpatterns = [
    path("visitaties", public.index, name="index"),
    path("visitaties/<slug:public_id>", public.report, name="report"),
    path("visitaties/<slug:public_id>/rapport", public.paper, name="paper"),
    path("werk/visitaties", workspace.workbench, name="workbench"),
    path("werk/visitaties/nieuw", workspace.new, name="new"),
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
