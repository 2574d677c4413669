from django.urls import path

from budgets.grants.views import applicant, deciding, money, public, regulations, workspace

app_name = "grants"

urlpatterns = [
    path("regelingen", public.index, name="index"),
    path("regelingen/<slug:slug>", public.regulation, name="regulation"),
    path("gebieden/<slug:slug>/toekenningen", public.area, name="area"),
    path("aanvragen/mijn", applicant.mine, name="mine"),
    path("aanvragen/nieuw/<slug:slug>", applicant.begin, name="begin"),
    path("aanvragen/<slug:number>", workspace.application, name="application"),
    path("aanvragen/<slug:number>/plan", applicant.plan, name="plan"),
    path("aanvragen/<slug:number>/begroting", applicant.budget, name="budget"),
    path("aanvragen/<slug:number>/bijlagen", applicant.attachments, name="attachments"),
    path("aanvragen/<slug:number>/versturen", applicant.submit, name="submit"),
    path("aanvragen/<slug:number>/aanvullen", applicant.answer, name="answer"),
    path("aanvragen/<slug:number>/bonnen", applicant.receipts, name="receipts"),
    path("aanvragen/<slug:number>/verantwoorden", applicant.account, name="account"),
    path("aanvragen/<slug:number>/intrekken", applicant.withdraw, name="withdraw"),
    path("aanvragen/<slug:number>/stukken/<int:pk>", workspace.file, name="file"),
    path("werk/aanvragen", workspace.index, name="workbench"),
    path("werk/aanvragen/<slug:number>/vraag", deciding.ask, name="ask"),
    path("werk/aanvragen/<slug:number>/beoordelen", deciding.assess, name="assess"),
    path("werk/aanvragen/<slug:number>/advies", deciding.advise, name="advise"),
    path("werk/aanvragen/<slug:number>/opnieuw", deciding.look_again, name="look_again"),
    path("werk/aanvragen/<slug:number>/besluit", deciding.decide, name="decide"),
    path("werk/aanvragen/<slug:number>/niet-behandelen", deciding.set_aside, name="set_aside"),
    path("werk/aanvragen/<slug:number>/betalen", money.pay, name="pay"),
    path("werk/aanvragen/<slug:number>/terugsturen", money.return_account, name="return_account"),
    path("werk/aanvragen/<slug:number>/vaststellen", money.settle, name="settle"),
    path("werk/aanvragen/<slug:number>/verrekenen", money.balance, name="balance"),
    path("werk/bezwaren/<slug:number>/herzien", deciding.answer_objection, name="answer_objection"),
    path("werk/regelingen", regulations.index, name="regulations"),
    path("werk/regelingen/nieuw", regulations.new, name="new_regulation"),
    path("werk/regelingen/<slug:slug>", regulations.edit, name="edit_regulation"),
]
