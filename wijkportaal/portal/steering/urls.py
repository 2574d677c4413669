from django.urls import path

from wijkportaal.portal.steering.views import boards, settings

app_name = "steering"

urlpatterns = [
    path("werk/sturen", boards.dashboard, name="dashboard"),
    path("werk/sturen/verloop", boards.trend, name="trend"),
    path("werk/sturen/vier-maten", boards.measures, name="measures"),
    path("werk/sturen/uitleg", boards.definitions, name="definitions"),
    path("werk/sturen/berekenen", boards.refresh, name="refresh"),
    path("werk/sturen/uitvoer/<slug:board>.<slug:kind>", boards.export, name="export"),
    path("werk/sturen/pdf/<slug:board>", boards.make_pdf, name="make_pdf"),
    path("werk/sturen/pdf/<slug:board>/openen", boards.open_pdf, name="open_pdf"),
    path("werk/sturen/instellingen", settings.settings, name="settings"),
    path("werk/sturen/instellingen/voorkeuren", settings.keep_preference, name="keep_preference"),
    path("werk/sturen/streefwaarden/nieuw", settings.add_target, name="add_target"),
    path("werk/sturen/streefwaarden/<int:pk>/weghalen", settings.remove_target, name="remove_target"),
    path("werk/sturen/groepen/nieuw", settings.save_group, name="save_group"),
    path("werk/sturen/groepen/<int:pk>/weghalen", settings.remove_group, name="remove_group"),
]
