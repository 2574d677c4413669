from django.urls import path

from programmes.analysis.views import contributions, editor, outcomes, public, requests

app_name = "analysis"

urlpatterns = [
    path("buurtanalyses", public.index, name="index"),
    path("buurtanalyses/<slug:area>/<int:year>", public.analysis, name="analysis"),
    path("werk/buurtanalyses", editor.workbench, name="workbench"),
    path("werk/buurtanalyses/nieuw", editor.new, name="new"),
    path("werk/buurtanalyses/<int:pk>", editor.overview, name="editor"),
    path("werk/buurtanalyses/<int:pk>/verhaal", editor.story, name="story"),
    path("werk/buurtanalyses/<int:pk>/stap", editor.step, name="step"),
    path("werk/buurtanalyses/<int:pk>/oordelen/nieuw", contributions.new_judgement, name="new_judgement"),
    path("werk/buurtanalyses/<int:pk>/ervaringen/nieuw", contributions.new_experience, name="new_experience"),
    path("werk/buurtanalyses/<int:pk>/vragen", requests.ask, name="ask"),
    path("werk/buurtanalyses/<int:pk>/herinneren", requests.remind, name="remind"),
    path("werk/oordeelvragen/<int:pk>/weg", requests.withdraw, name="withdraw_request"),
    path("werk/oordelen/<int:pk>", contributions.judgement, name="judgement"),
    path("werk/oordelen/<int:pk>/weg", contributions.remove_judgement, name="remove_judgement"),
    path("werk/ervaringen/<int:pk>", contributions.experience, name="experience"),
    path("werk/ervaringen/<int:pk>/weg", contributions.remove_experience, name="remove_experience"),
    path("werk/resultaten/nieuw/<slug:area>", outcomes.new, name="new_outcome"),
    path("werk/resultaten/<int:pk>", outcomes.outcome, name="outcome"),
    path("werk/resultaten/<int:pk>/metingen", outcomes.add_measurement, name="add_measurement"),
    path("werk/metingen/<int:pk>/weg", outcomes.remove_measurement, name="remove_measurement"),
]
