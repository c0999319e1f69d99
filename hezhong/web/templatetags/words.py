"""Filters that turn values into Chinese words; nothing else."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from hezhong.kernel import money
from hezhong.kernel.dates import spoken as spoken_day

register = template.Library()


@register.filter
def yuan(value: Decimal | None) -> str:
    return "—" if value is None else money.yuan(value)


@register.filter
def fen(value: int) -> str:
    """Return a sum in fen as yuan with its cents: 12,000.50."""
    return f"{Decimal(value) / 100:,.2f}"


@register.filter
def spoken(value: date | None) -> str:
    return spoken_day(value) if value else ""


@register.filter
def moment(at: datetime | None) -> str:
    """Return 10月12日 17:05."""
    if at is None:
        return ""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{local.month}月{local.day}日 {local:%H:%M}"


@register.filter
def short(value: date | None) -> str:
    return f"{value.month}月{value.day}日" if value else ""


@register.filter
def of(found: Mapping[Any, Any] | None, key: Any) -> Any:
    """Return what a mapping has for a key, None where it has nothing."""
    return found.get(key) if found else None
