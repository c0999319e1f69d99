"""The indexes that lists of open cases walk: in the order of the due days, and carrying what lists are narrowed by."""

from django.db.models import Index, Q

OPEN = Q(closed_on__isnull=True)
COUNTING = (
    Index(fields=["opened_on"], name="case_opened"),
    Index(fields=["office", "closed_on"], condition=~OPEN, name="case_closed_office"),
    Index(fields=["case_type", "closed_on"], condition=~OPEN, name="case_closed_type"),
)
"""What indicators count beside the open cases: those received lately, those that an office has closed lately, and of one
business those closed in a year."""
NARROWING = ("county", "office", "assignee", "state", "case_type", "sealed")
"""Carried by each of them, so that what is left out, and what is only counted, is not read from the table."""


def listing(column: str) -> Index:
    """Return the index for lists led to by this column of a case."""
    carried = [name for name in NARROWING if name != column]
    return Index(fields=[column, "next_due", "id"], include=carried, condition=OPEN, name=f"case_open_{column}")
