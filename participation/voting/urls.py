from django.urls import path

from participation.voting.views import ballot, paper, public, workspace

app_name = "voting"

urlpatterns = [
    path("stemmen", public.index, name="index"),
    path("stemmen/<slug:public_id>", public.voting_round, name="round"),
    path("stemmen/<slug:public_id>/code", public.enter, name="enter"),
    path("stemmen/<slug:public_id>/code-vragen", public.ask, name="ask"),
    path("stemmen/<slug:public_id>/met-account", public.with_account, name="with_account"),
    path("stemmen/<slug:public_id>/stembiljet", ballot.ballot, name="ballot"),
    path("stemmen/<slug:public_id>/gestemd", ballot.done, name="done"),
    path("stemmen/<slug:public_id>/klaar", ballot.leave, name="leave"),
    path("stemmen/<slug:public_id>/uitslag", public.result, name="result"),
    path("stemmen/<slug:public_id>/uitslag.pb", public.export, name="export"),
    path("werk/stemrondes", workspace.workbench, name="workbench"),
    path("werk/stemrondes/nieuw", workspace.new, name="new"),
    path("werk/stemrondes/inlezen", workspace.take_in, name="take_in"),
    path("werk/stemrondes/<slug:public_id>", workspace.overview, name="overview"),
    path("werk/stemrondes/<slug:public_id>/bewerken", workspace.edit, name="edit"),
    path("werk/stemrondes/<slug:public_id>/stap", workspace.step, name="step"),
    path("werk/stemrondes/<slug:public_id>/codes", workspace.codes, name="codes"),
    path("werk/stemrondes/<slug:public_id>/plannen/nieuw", workspace.add_plan, name="add_plan"),
    path("werk/stemrondes/<slug:public_id>/papier", paper.papers, name="papers"),
    path("werk/stemrondes/<slug:public_id>/papier/<int:number>", paper.paper, name="paper"),
    path("werk/initiatieven/<slug:public_id>/stemming", workspace.put_to_vote, name="put_to_vote"),
    path("werk/stemplannen/<int:pk>", workspace.edit_plan, name="edit_plan"),
    path("werk/stemplannen/<int:pk>/weghalen", workspace.remove_plan, name="remove_plan"),
    path("werk/stemplannen/<int:pk>/terzijde", workspace.set_aside, name="set_aside"),
    path("werk/stemcodes/<int:pk>/intrekken", workspace.withdraw_codes, name="withdraw_codes"),
]
