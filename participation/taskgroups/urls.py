from django.urls import path

from participation.taskgroups.views import members, public, workspace

app_name = "taskgroups"

urlpatterns = [
    path("taakgroepen", public.index, name="index"),
    path("taakgroepen/<slug:public_id>", public.group, name="group"),
    path("taakgroepen/<slug:public_id>/meedoen", public.join, name="join"),
    path("taakgroepen/<slug:public_id>/bericht", public.write, name="write"),
    path("mijn-taakgroepen", members.mine, name="mine"),
    path("mijn-taakgroepen/nieuw", members.new, name="new"),
    path("mijn-taakgroepen/uitnodiging/<int:pk>", members.accept, name="accept"),
    path("mijn-taakgroepen/<slug:public_id>", members.own, name="own"),
    path("mijn-taakgroepen/<slug:public_id>/bewerken", members.edit, name="edit"),
    path("mijn-taakgroepen/<slug:public_id>/taken", members.change_tasks, name="change_tasks"),
    path("mijn-taakgroepen/<slug:public_id>/leden", members.change_members, name="change_members"),
    path("mijn-taakgroepen/<slug:public_id>/berichten", members.write, name="write_inside"),
    path("mijn-taakgroepen/<slug:public_id>/hulp", members.call, name="call"),
    path("werk/taakgroepen", workspace.weekly, name="weekly"),
    path("werk/taakgroepen/hulp/<int:pk>", workspace.take_call, name="take_call"),
    path("werk/taakgroepen/<slug:public_id>/notitie", workspace.note, name="note"),
]
