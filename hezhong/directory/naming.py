"""Employers, officers and who stands for an employer by their tokens in one query, for pages that name them all."""

from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import BooleanField, CharField, F, TextField, Value

from hezhong.directory.authorised import shown
from hezhong.directory.employers import EmployerCard
from hezhong.directory.models import Authorised, Employer, Officer

FIELDS = ("token", "name", "code_text", "address", "in_charge", "registered", "region", "acts")
"""acts: whether this is somebody who acts, an officer or a person who stands for an employer."""
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
    """Return token -> card of those that are employers, and token -> name of officers and of who stands for an employer."""
    wanted = list({token for token in tokens if token})
    if not wanted:
        return {}, {}
    firms = Employer.objects.filter(token__in=wanted).annotate(code_text=F("code"), acts=NO)
    staff = Officer.objects.filter(token__in=wanted).annotate(
        code_text=Value("", CharField()), address=NOTHING, in_charge=NOTHING, registered=NO, region=NOTHING, acts=YES
    )
    agents = Authorised.objects.filter(token__in=wanted).annotate(
        code_text=Value("", CharField()), address=F("employer__name"), in_charge=NOTHING, registered=NO, region=NOTHING, acts=YES
    )
    lists = [each.values_list(*FIELDS) for each in (firms, staff, agents)]
    rows = list(lists[0].union(*lists[1:], all=True))
    cards = {
        token: EmployerCard(token, name, code or "", address, in_charge, registered, region)
        for token, name, code, address, in_charge, registered, region, acts in rows
        if not acts
    }
    return cards, {row[0]: shown(row[3], row[1]) if row[3] else row[1] for row in rows if row[-1]}
