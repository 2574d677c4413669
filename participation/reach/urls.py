from django.urls import path

from participation.reach import views

app_name = "reach"

urlpatterns = [
    path("gebieden/<slug:slug>/wie-doet-mee", views.area, name="area"),
    path("wie-doet-mee/<slug:key>", views.tell, name="tell"),
    path("werk/bereik", views.overview, name="overview"),
    path("werk/bereik/nieuw", views.new, name="new"),
    path("werk/bereik/geprobeerd/<slug:slug>", views.note_attempt, name="note_attempt"),
    path("werk/bereik/<slug:key>", views.activity, name="activity"),
    path("werk/bereik/<slug:key>/bewerken", views.edit, name="edit"),
    path("werk/bereik/<slug:key>/tellen", views.count, name="count"),
]
