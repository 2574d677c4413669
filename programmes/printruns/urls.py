from django.urls import path

from programmes.printruns import views

app_name = "printruns"

urlpatterns = [
    path("werk/drukgangen", views.index, name="index"),
    path("werk/drukgangen/nieuw", views.new, name="new"),
    path("werk/drukgangen/adressen", views.deliveries, name="deliveries"),
    path("werk/drukgangen/adressen/voorbeeld.xlsx", views.delivery_example, name="delivery_example"),
    path("werk/drukgangen/<int:pk>", views.overview, name="overview"),
    path("werk/drukgangen/<int:pk>/voortgang", views.progress, name="progress"),
    path("werk/drukgangen/<int:pk>/instellingen", views.edit, name="edit"),
    path("werk/drukgangen/<int:pk>/proeven", views.proofs, name="proofs"),
    path("werk/drukgangen/<int:pk>/stap", views.step, name="step"),
    path("werk/drukgangen/<int:pk>/drukker.xlsx", views.for_printer, name="for_printer"),
    path("werk/drukgangen/<int:pk>/bezorger.xlsx", views.for_distributor, name="for_distributor"),
    path("werk/drukgangen/<int:pk>/<slug:variant>.zip", views.zipped, name="zip"),
    path("werk/drukgangen/gebied/<int:pk>", views.area, name="area"),
    path("werk/drukgangen/gebied/<int:pk>/wijzigen", views.change_area, name="change_area"),
    path("werk/drukgangen/gebied/<int:pk>/bladzijde/<int:number>", views.page, name="page"),
    path("werk/drukgangen/bestand/<int:pk>/<str:name>", views.file, name="file"),
]
