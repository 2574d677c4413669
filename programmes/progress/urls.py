from django.urls import path

from programmes.progress import views

app_name = "progress"

urlpatterns = [
    path("werk/mijn-projecten", views.own, name="own_projects"),
    path("werk/mijn-projecten/<str:address>", views.report, name="report"),
    path("werk/mijn-projecten/<str:address>/klopt", views.confirm, name="confirm"),
    path("werk/mijn-projecten/<str:address>/vraag", views.ask, name="ask"),
    path("projecten/bijwerken/<str:token>", views.by_link, name="by_link"),
]
