"""Addresses of the employer's side."""

from django.urls import path

from hezhong.web.employer import cases, consenting, entering, ledger_files, registering

urlpatterns = [
    path("", cases.home, name="employer"),
    path("enter/", entering.enter, name="employer-enter"),
    path("register/", registering.register, name="employer-register"),
    path("record/", cases.record, name="employer-record"),
    path("consent/", consenting.show, name="employer-consent"),
    path("consent/pdf/", consenting.printed, name="employer-consent-pdf"),
    path("ledger/", ledger_files.index, name="employer-ledger-files"),
    path("ledger/days/", ledger_files.labour_days, name="employer-labour-days"),
    path("ledger/order/<uuid:order>/", ledger_files.pay_order, name="employer-pay-order"),
    path("ledger/<uuid:handed>/", ledger_files.one, name="employer-ledger-file"),
    path("ledger/<uuid:handed>/signed/", ledger_files.signed, name="employer-signed-sheet"),
    path("case/<uuid:case_id>/", cases.show, name="employer-case"),
    path("case/<uuid:case_id>/act/<slug:name>/", cases.act, name="employer-act"),
    path("case/<uuid:case_id>/paper/<uuid:paper>/", cases.paper, name="employer-paper"),
    path("case/<uuid:case_id>/file/<uuid:file>/", cases.file, name="employer-file"),
]
