from django.urls import path

from programmes.contributions.views import adopted, discussing, managing, template, writing

app_name = "contributions"

urlpatterns = [
    path("werk/bijdragen", writing.mine, name="mine"),
    path("werk/bijdragen/<int:pk>", writing.part, name="part"),
    path("werk/bijdragen/<int:pk>/foto", writing.picture, name="picture"),
    path("werk/bijdragen/<int:pk>/lezen", discussing.read, name="read"),
    path("werk/bijdragen/<int:pk>/stap", discussing.step, name="step"),
    path("werk/bijdragen/<int:pk>/opmerking", discussing.remark, name="remark"),
    path("werk/opmerkingen/<int:pk>", discussing.answer, name="answer"),
    path("werk/bijdragen/<int:pk>/versies", discussing.versions, name="versions"),
    path("werk/bijdragen/<int:pk>/vergelijken", discussing.compare, name="compare"),
    path("werk/bijdragen/<int:pk>/gevraagd", managing.ask, name="ask"),
    path("werk/bijdragen/<int:pk>/teruggeven", managing.hand_back, name="hand_back"),
    path("werk/programmas/<int:pk>/bijdragen", managing.progress, name="progress"),
    path("werk/programmas/<int:pk>/herinneren", managing.remind, name="remind"),
    path("werk/programmas/<int:pk>/meekijken", adopted.check, name="check"),
    path("werk/vastgesteld", adopted.index, name="adopted"),
    path("werk/programmas/<int:pk>/wijzigingen", adopted.amendments, name="amendments"),
    path("werk/bijdragen/<int:pk>/na-vaststelling", adopted.amend_part, name="amend_part"),
    path("werk/opnames/<int:pk>/na-vaststelling", adopted.amend_entry, name="amend_entry"),
    path("werk/opnames/<int:pk>/eruit", adopted.drop_project, name="drop_project"),
    path("werk/programmas/<int:pk>/erbij", adopted.add_project, name="add_project"),
    path("beheer/sjabloon", template.index, name="template"),
    path("beheer/sjabloon/nieuw", template.new, name="new_template_part"),
    path("beheer/sjabloon/<int:pk>", template.part, name="template_part"),
    path("beheer/sjabloon/<int:pk>/wijzig", template.change, name="change_template_part"),
]
