"""Orders given so far get their numbers in the order in which they were given, and that a bank fetched one becomes a step."""

from typing import Any

from django.db import migrations


def number(apps: Any, editor: Any) -> None:
    orders, steps = apps.get_model("engine", "PayOrder").objects, apps.get_model("engine", "PayStep").objects
    for at, order in enumerate(orders.select_related("handed").order_by("given_at", "id"), 1):
        orders.filter(pk=order.pk).update(number=f"DF{at:012d}", months=order.handed.months)
        if order.fetched_at:
            steps.create(order_id=order.pk, kind="fetched", by=order.fetched_by, at=order.fetched_at)


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0022_pay_order_numbers'),
    ]

    operations = [migrations.RunPython(number, migrations.RunPython.noop)]
