"""Employers and officers by their tokens in one query, for pages that name both."""

from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import BooleanField, CharField, F, TextField, Value

from hezhong.directory.employers import EmployerCard
from hezhong.directory.models import Employer, Officer

FIELDS = ("token", "name", "code_text", "address", "in_charge", "registered", "region", "is_officer")
PARTIES = """SELECT token, name FROM directory_person WHERE token = ANY(%s)
UNION ALL SELECT token, name FROM directory_employer WHERE token = ANY(%s)"""
NO, YES = (Value(value, BooleanField()) for value in (False, True))
NOTHING = Value("", TextField())


def of_parties(tokens: Iterable[int]) -> Mapping[int, str]:
    """Return token -> name of those that are persons or employers, in one query."""
    wanted = list({token for token in tokens if token})
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(PARTIES, (wanted, wanted))
        return dict(cursor.fetchall())


def of(tokens: Iterable[int]) -> tuple[Mapping[int, EmployerCard], Mapping[int, str]]:
    """Return token -> card of those that are employers, and token -> name of those that are officers."""
    wanted = list({token for token in tokens if token})
    if not wanted:
        return {}, {}
    firms = Employer.objects.filter(token__in=wanted).annotate(code_text=F("code"), is_officer=NO)
    staff = Officer.objects.filter(token__in=wanted).annotate(
        code_text=Value("", CharField()), address=NOTHING, in_charge=NOTHING, registered=NO, region=NOTHING, is_officer=YES
    )
    rows = list(firms.values_list(*FIELDS).union(staff.values_list(*FIELDS), all=True))
    cards = {
        token: EmployerCard(token, name, code or "", address, in_charge, registered, region)
        for token, name, code, address, in_charge, registered, region, is_officer in rows
        if not is_officer
    }
    return cards, {row[0]: row[1] for row in rows if row[-1]}
