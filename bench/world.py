"""The whole world of a measurement: a server of its own, a province, models, and the press that copies them."""

import random
from typing import Any

import psycopg
from django.db import transaction

from bench import copying, models, province
from bench.copying import Press
from hezhong.directory import regions

SEED = 20261124
DAYS = 24  # on which models of each kind were filed


def build(connection: psycopg.Connection[Any], *, people: int, firms: int, days: int = DAYS) -> Press:
    """Return a press over an empty database that has its tables. The connection commits by itself."""
    chance = random.Random(SEED)
    with transaction.atomic():
        seats = province.build(chance)
        seats[""] = models.seat()
        enacted = models.enact(seats[""], days)
    moulds = [copying.mould(connection, each.case_id, each.share, each.flat, seats[""]) for each in enacted]
    towns = {code: [town for town, _ in regions.children(code)] for code in seats if code and code != province.PROVINCE}
    below = {code: found for code, found in towns.items() if found and len(found[0]) > 6}
    return Press(connection, moulds, seats, below, province.people(people, chance), province.employers(firms, chance), chance, {})
