"""A head issues the link of a wall and prints its secret, or takes every link back."""

from hezhong.directory import officers
from hezhong.directory.models import Account
from hezhong.kernel.dates import ONE_DAY
from hezhong.web import asking, clock, walls
from hezhong.web.asking import Officer
from hezhong.web.models import WallLink


def do(what: str, name: str, region: str = "") -> dict[str, object]:
    account = Account.objects.get(username=name)
    standing = officers.standing(account.pk, clock.today())
    head = Officer(standing, standing.posts[0], asking.asker_of(standing, standing.posts[:1]))
    if what == "issue":
        wanted = walls.Wanted(region, "一楼大厅", clock.today() + ONE_DAY)
        return {"secret": walls.issue(wanted, head, (account.pk, name), clock.now())}
    return {"ended": [walls.end(row.pk, head, name, clock.now()) for row in WallLink.objects.all()]}
