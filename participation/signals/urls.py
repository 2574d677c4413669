from django.urls import path

from participation.signals.views import figures, following, inbox, public, work

app_name = "signals"

urlpatterns = [
    path("signalen", public.index, name="index"),
    path("signalen/nieuw", public.new, name="new"),
    path("mijn-signalen", following.mine, name="mine"),
    path("beheer/signalen/termijnen", figures.set_terms, name="terms"),
    path("signalen/volgen/<str:token>", following.follow, name="follow"),
    path("signalen/<slug:public_id>", public.signal, name="signal"),
    path("gebieden/<slug:slug>/signalen", public.area, name="area"),
    path("gebieden/<slug:slug>/signalen.geojson", public.pins, name="pins"),
    path("werk/signalen", inbox.inbox, name="inbox"),
    path("werk/signalen/nieuw", work.enter, name="enter"),
    path("werk/signalen/samen", inbox.bulk, name="bulk"),
    path("werk/signalen/filters", inbox.keep_filter, name="keep_filter"),
    path("werk/signalen/filters/<int:pk>/weg", inbox.drop_filter, name="drop_filter"),
    path("werk/signalen/lijst", figures.facts, name="facts"),
    path("werk/signalen/doorlooptijd", figures.durations, name="durations"),
    path("werk/signalen/doorlooptijd.csv", figures.durations_file, name="durations_file"),
    path("werk/signalen/<slug:public_id>", work.overview, name="overview"),
    path("werk/signalen/<slug:public_id>/stap/<slug:step>", work.step, name="step"),
    path("werk/signalen/<slug:public_id>/punt.geojson", work.point, name="point"),
    path("werk/signalen/<slug:public_id>/bericht", work.message, name="message"),
    path("werk/signalen/<slug:public_id>/oppakken", work.take, name="take"),
    path("werk/signalen/<slug:public_id>/bewerken", work.correct, name="correct"),
    path("werk/signalen/<slug:public_id>/samenvoegen", work.merge, name="merge"),
    path("werk/signalen/<slug:public_id>/losmaken", work.split, name="split"),
]
