from django.urls import path

from participation.meetings.views import evening, load, public, workspace

app_name = "meetings"

urlpatterns = [
    path("bijeenkomsten", public.index, name="index"),
    path("bijeenkomsten/agenda.ics", public.feed, name="feed"),
    path("bijeenkomsten/aanmelding/<str:token>", public.own, name="own"),
    path("bijeenkomsten/aanmelding/<str:token>/agenda.ics", public.own_calendar, name="own_calendar"),
    path("bijeenkomsten/<slug:public_id>", public.meeting, name="meeting"),
    path("bijeenkomsten/<slug:public_id>/aanmelden", public.sign_up, name="sign_up"),
    path("bijeenkomsten/<slug:public_id>/agenda.ics", public.calendar, name="calendar"),
    path("gebieden/<slug:slug>/bijeenkomsten", public.area, name="area"),
    path("werk/bijeenkomsten", workspace.workbench, name="workbench"),
    path("werk/bijeenkomsten/nieuw", workspace.new, name="new"),
    path("werk/bijeenkomsten/overleg", load.load, name="load"),
    path("werk/bijeenkomsten/<slug:public_id>", workspace.overview, name="overview"),
    path("werk/bijeenkomsten/<slug:public_id>/bewerken", workspace.edit, name="edit"),
    path("werk/bijeenkomsten/<slug:public_id>/stap", workspace.step, name="step"),
    path("werk/bijeenkomsten/<slug:public_id>/agenda", workspace.change_agenda, name="change_agenda"),
    path("werk/bijeenkomsten/<slug:public_id>/gasten", workspace.change_guests, name="change_guests"),
    path("werk/bijeenkomsten/<slug:public_id>/deur", evening.door, name="door"),
    path("werk/bijeenkomsten/<slug:public_id>/verslag", evening.minutes, name="minutes"),
    path("werk/bijeenkomsten/<slug:public_id>/uitkomsten", evening.show_outcomes, name="outcomes"),
]
