from django.urls import path

from programmes.commitments.views import answers, public, workspace

app_name = "commitments"

urlpatterns = [
    path("afspraken", public.index, name="index"),
    path("afspraken/antwoord/<str:token>", answers.answer, name="answer"),
    path("afspraken/<slug:public_id>", public.commitment, name="commitment"),
    path("gebieden/<slug:slug>/afspraken", public.area, name="area"),
    path("werk/afspraken", workspace.workbench, name="workbench"),
    path("werk/afspraken/nieuw", workspace.new, name="new"),
    path("werk/afspraken/<slug:public_id>", workspace.overview, name="overview"),
    path("werk/afspraken/<slug:public_id>/bewerken", workspace.edit, name="edit"),
    path("werk/afspraken/<slug:public_id>/nagekomen", workspace.keep, name="keep"),
    path("werk/afspraken/<slug:public_id>/nieuwe-datum", workspace.move, name="move"),
    path("werk/afspraken/<slug:public_id>/niet-nagekomen", workspace.give_up, name="give_up"),
    path("werk/afspraken/<slug:public_id>/weer-openen", workspace.reopen, name="reopen"),
]
