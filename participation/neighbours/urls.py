from django.urls import path

from participation.neighbours.views import members, public, work

app_name = "neighbours"

urlpatterns = [
    path("buurtgenoten", public.index, name="index"),
    path("buurtgenoten/wie-helpt", public.services, name="services"),
    path("buurtgenoten/verlengen/<str:token>", public.renew, name="renew"),
    path("buurtgenoten/<slug:public_id>", public.notice, name="notice"),
    path("buurtgenoten/<slug:public_id>/reageren", members.answer, name="answer"),
    path("mijn-oproepen", members.mine, name="mine"),
    path("mijn-oproepen/nieuw", members.new, name="new"),
    path("mijn-oproepen/gesprek/<int:pk>", members.talk, name="talk"),
    path("mijn-oproepen/<slug:public_id>", members.change, name="change"),
    path("werk/buurtgenoten", work.queue, name="queue"),
    path("werk/buurtgenoten/hulp/nieuw", work.add_service, name="add_service"),
    path("werk/buurtgenoten/hulp/<int:pk>", work.edit_service, name="edit_service"),
    path("werk/buurtgenoten/<slug:public_id>", work.moderate, name="moderate"),
]
