from django.urls import path

from budgets.objections import views

app_name = "objections"

urlpatterns = [
    path("besluiten/brief/<str:token>/bezwaar", views.by_link, name="by_link"),
    path("werk/besluiten/<slug:number>/bezwaar", views.object_to, name="object"),
    path("werk/besluiten/<slug:number>/bezwaar-noteren", views.note, name="note"),
    path("werk/bezwaren", views.index, name="index"),
    path("werk/bezwaren/<slug:number>", views.objection, name="objection"),
    path("werk/bezwaren/<slug:number>/uitstellen", views.put_off, name="put_off"),
    path("werk/bezwaren/<slug:number>/ingetrokken", views.withdraw, name="withdraw"),
    path("werk/bezwaren/<slug:number>/beslissen", views.answer, name="answer"),
]
