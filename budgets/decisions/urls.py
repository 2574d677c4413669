from django.urls import path

from budgets.decisions.views import public, workspace

app_name = "decisions"

urlpatterns = [
    path("besluiten/brief/<str:token>", public.letter, name="letter"),
    path("besluiten/brief/<str:token>/pdf", public.letter_file, name="letter_file"),
    path("besluiten/<slug:number>", public.decision, name="public"),
    path("werk/besluiten", workspace.index, name="index"),
    path("werk/besluiten/<slug:number>", workspace.decision, name="decision"),
    path("werk/besluiten/<slug:number>/brief", workspace.file, name="file"),
    path("werk/besluiten/<slug:number>/verstuurd", workspace.post, name="post"),
    path("werk/besluiten/<slug:number>/opnieuw", workspace.again, name="again"),
]
