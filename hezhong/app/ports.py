"""Which adapter stands behind each port of the engine and the directory."""

from django.conf import settings

from hezhong.app.home import Home
from hezhong.directory import vault
from hezhong.engine import files, papers
from hezhong.engine.messenger import Messenger
from hezhong.engine.storage import LocalBlobs
from hezhong.gateways.sms.local import LocalOutbox
from hezhong.gateways.typst.renderer import TypstRenderer


def bind(home: Home) -> None:
    """Load the keys and bind files, papers and their printer; called once when Django is ready."""
    keys = vault.load(home.keys) if home.keys.exists() else vault.create(home.keys)
    vault.use(keys)
    files.use(LocalBlobs(home.files, keys.files))
    papers.use(papers.Letterhead(f"{settings.SITE}/check/{{code}}/", demo=settings.HEZHONG_DEMO), TypstRenderer())


def messenger(home: Home) -> Messenger:
    """Return the gateway for short messages: the local outbox, named 本机短信箱 on screen."""
    return LocalOutbox(home.messages, demo=settings.HEZHONG_DEMO)
