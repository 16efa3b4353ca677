"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from shouwen.rooms.desk.pages import (
    charter,
    customers,
    duty,
    exports,
    home,
    intake,
    ledger,
    matters,
    steps,
    switch,
)

app_name = "desk"
urlpatterns = [
    path("", home.index, name="home"),
    path("notices/<int:id>/read/", home.read, name="notice_read"),
    path("intake/", intake.index, name="intake"),
    path("intake/<slug:flow>/", intake.form, name="intake_of"),
    path("matters/", matters.index, name="matters"),
    path("matters/export.<str:kind>", exports.matters, name="matters_export"),
    path("matters/<str:number>/", matters.one, name="matter"),
    path("matters/<str:number>/steps/<str:step>/", steps.step, name="step"),
    path("matters/<str:number>/hand-over/", steps.hand_over, name="hand_over"),
    path("matters/<str:number>/note/", steps.note, name="note"),
    path("search/", matters.search, name="search"),
    path("overdue/", duty.overdue, name="overdue"),
    path("findings/", duty.findings, name="findings"),
    path("findings/export.<str:kind>", exports.findings, name="findings_export"),
    path("findings/<int:id>/", duty.finding, name="finding"),
    path("ledger/", ledger.index, name="ledger"),
    path("ledger/export.<str:kind>", exports.ledger, name="ledger_export"),
    path("ledger/<str:bearer>/<str:code>/", ledger.statement, name="statement"),
    path("customers/", customers.index, name="customers"),
    path("customers/lookup/", customers.lookup, name="customer_lookup"),
    path("customers/add/", customers.add, name="customer_add"),
    path("customers/<str:code>/", customers.one, name="customer"),
    path("customers/<str:code>/card/", customers.card, name="customer_card"),
    path("customers/<str:code>/edit/", customers.edit, name="customer_edit"),
    path("charter/", charter.index, name="charter"),
    path("charter/<str:number>/", charter.clause, name="clause"),
    path("keys/", switch.keys, name="keys"),
    path("language/", switch.language, name="language"),
]
