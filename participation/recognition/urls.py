from django.urls import path

from participation.recognition.views import criteria, deciding, files, public, recruiting

app_name = "recognition"

urlpatterns = [
    path("erkende-panels", public.index, name="index"),
    path("organisaties/<slug:slug>/meedoen", public.join, name="join"),
    path("werk/erkenning", files.overview, name="overview"),
    path("werk/erkenning/eisen", criteria.criteria, name="criteria"),
    path("werk/erkenning/eisen/nieuw", criteria.add, name="add_criterion"),
    path("werk/erkenning/eisen/<int:pk>", criteria.edit, name="edit_criterion"),
    path("werk/dossiers/<slug:slug>", files.file, name="file"),
    path("werk/dossiers/<slug:slug>/gegevens", files.edit, name="edit"),
    path("werk/dossiers/<slug:slug>/bestuur", files.declare, name="declare"),
    path("werk/dossiers/<slug:slug>/leden", files.count_members, name="count_members"),
    path("werk/dossiers/<slug:slug>/vergaderingen", files.meetings, name="meetings"),
    path("werk/dossiers/<slug:slug>/statuten.pdf", files.statutes, name="statutes"),
    path("werk/dossiers/<slug:slug>/aanvragen", deciding.ask, name="ask"),
    path("werk/dossiers/<slug:slug>/voorstel", deciding.propose, name="propose"),
    path("werk/dossiers/<slug:slug>/besluit", deciding.step, name="step"),
    path("werk/dossiers/<slug:slug>/oordeel", deciding.judge, name="judge"),
    path("werk/dossiers/<slug:slug>/werven", recruiting.recruit, name="recruit"),
    path("werk/dossiers/<slug:slug>/werven/aanmelding", recruiting.settle_sign_up, name="settle_sign_up"),
    path("werk/dossiers/<slug:slug>/werven/<slug:name>", recruiting.download, name="download"),
    path("werk/verantwoordingsstukken/<int:pk>", files.account, name="account"),
]
