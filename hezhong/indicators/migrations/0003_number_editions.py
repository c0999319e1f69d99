"""What was published several times for one period becomes its editions, in the order of publishing; nothing else of it changes."""

from django.db import migrations

NUMBER = """
UPDATE indicators_report AS report SET edition = counted.edition, replaces_id = counted.before, reason = '以前重复发布的，升级时按先后编为各版'
FROM (
    SELECT id, row_number() OVER same AS edition, lag(id) OVER same AS before FROM indicators_report
    WINDOW same AS (PARTITION BY kind, region, since ORDER BY at, id)
) AS counted
WHERE counted.id = report.id AND counted.edition > 1
"""


class Migration(migrations.Migration):

    dependencies = [("indicators", "0002_editions")]

    operations = [migrations.RunSQL(NUMBER, migrations.RunSQL.noop)]
