from django.urls import path

from participation.initiatives.views import makers, public, workspace

app_name = "initiatives"

urlpatterns = [
    path("initiatieven", public.index, name="index"),
    path("initiatieven/kaart", public.index_map, name="index_map"),
    path("initiatieven/<slug:public_id>", public.initiative, name="initiative"),
    path("initiatieven/<slug:public_id>/kaart", public.initiative_map, name="map"),
    path("initiatieven/<slug:public_id>/steun", public.support, name="support"),
    path("initiatieven/<slug:public_id>/reactie", public.comment, name="comment"),
    path("mijn-initiatieven", makers.mine, name="mine"),
    path("mijn-initiatieven/nieuw", makers.new, name="new"),
    path("mijn-initiatieven/meedoen/<int:pk>", makers.accept, name="accept"),
    path("mijn-initiatieven/<slug:public_id>", makers.own, name="own"),
    path("mijn-initiatieven/<slug:public_id>/schrijven", makers.edit, name="edit"),
    path("mijn-initiatieven/<slug:public_id>/makers", makers.change_makers, name="change_makers"),
    path("mijn-initiatieven/<slug:public_id>/foto", makers.photo, name="photo"),
    path("mijn-initiatieven/<slug:public_id>/oordeel", makers.judge, name="judge"),
    path("werk/initiatieven", workspace.workbench, name="workbench"),
    path("werk/initiatieven/reacties", workspace.queue, name="queue"),
    path("werk/initiatieven/reacties/<int:pk>", workspace.moderate, name="moderate"),
    path("werk/initiatieven/toets/<int:pk>", workspace.check, name="check"),
    path("werk/initiatieven/<slug:public_id>", workspace.handle, name="handle"),
    path("werk/initiatieven/<slug:public_id>/vraag", workspace.ask, name="ask"),
    path("werk/initiatieven/<slug:public_id>/trede", workspace.rung, name="rung"),
    path("werk/initiatieven/<slug:public_id>/afspraak", workspace.agree, name="agree"),
]
