"""Signs officers in as the login page does; prints a session for each."""

from hezhong.directory.models import Account
from tests.app.drives.seed import signed_in


def do(*names: str) -> dict[str, object]:
    return {name: signed_in(Account.objects.get(username=name)) for name in names}
