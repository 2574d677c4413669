from django.urls import path

from budgets.allocations.views import areas, runs

app_name = "allocations"

urlpatterns = [
    path("werk/toekenningen", runs.index, name="index"),
    path("werk/toekenningen/nieuw", runs.new, name="new"),
    path("werk/toekenningen/<int:pk>", runs.run, name="run"),
    path("werk/toekenningen/<int:pk>/stap", runs.step, name="step"),
    path("werk/toekenningen/<int:pk>/vaststellen", runs.adopt, name="adopt"),
    path("werk/toekenningen/<int:pk>/berekenen", runs.compute, name="compute"),
    path("werk/toekenningen/<int:pk>/verder", runs.again, name="again"),
    path("werk/toekenningen/<int:pk>/bestemmingen", runs.purposes, name="purposes"),
    path("werk/toekenningen/<int:pk>/gebieden/<int:area>", runs.override, name="override"),
    path("werk/toekenningen/<int:pk>/correctie", runs.correct, name="correct"),
    path("werk/toekenningen/<int:pk>/jaareinde", runs.end_year, name="end_year"),
    path("werk/toekenningen/<int:pk>/uitkomsten", runs.export, name="export"),
    path("werk/toekenningen/gebied/<int:pk>", areas.allocation, name="allocation"),
    path("werk/toekenningen/gebied/<int:pk>/correctie", runs.correct_area, name="correct_area"),
    path("werk/verantwoordingen/<int:pk>", areas.settlement, name="settlement"),
    path("werk/verantwoordingen/<int:pk>/vaststellen", areas.settle, name="settle"),
    path("werk/verantwoordingen/<int:pk>/vraag", areas.ask, name="ask"),
]
