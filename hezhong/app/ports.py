"""Which adapter stands behind each port of the engine, the directory and the web."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hezhong.app.home import Home
from hezhong.directory import vault
from hezhong.engine import files, ledger_place, papers
from hezhong.engine.messenger import Messenger, MessengerDown, Receipt
from hezhong.engine.storage import LocalBlobs
from hezhong.gateways.sms.http import HttpSms
from hezhong.gateways.sms.local import LocalOutbox
from hezhong.gateways.typst.renderer import TypstRenderer
from hezhong.web.public import home as front_door


@dataclass(frozen=True)
class NoGateway:
    """Stands where nobody has configured a gateway: every message waits, none is lost."""

    def send(self, to: str, text: str, key: str) -> Receipt:
        raise MessengerDown("没有配置短信网关：请设 HEZHONG_SMS_URL、HEZHONG_SMS_ACCOUNT、HEZHONG_SMS_SECRET")


def bind(home: Home) -> None:
    """Load the keys and bind files, the ledger, papers and their printer; called once when Django is ready."""
    keys = vault.load(home.keys) if home.keys.exists() else vault.create(home.keys)
    vault.use(keys)
    files.use(LocalBlobs(home.files, keys.files))
    ledger_place.use(home.ledger)
    letterhead = papers.Letterhead(f"{settings.SITE}/check/{{code}}/", demo=settings.HEZHONG_DEMO)
    papers.use(letterhead, TypstRenderer(own_fonts()))
    outbox = messenger(home)
    front_door.use(outbox.messages if isinstance(outbox, LocalOutbox) else None)


def own_fonts() -> Path | None:
    """Return the operator's folder of fonts, when FONT_DIR names one."""
    named = os.environ.get("FONT_DIR")
    return Path(named).expanduser() if named else None


def messenger(home: Home) -> Messenger:
    """Return the gateway for short messages that is configured; a demonstration has its own box, 本机短信箱 on screen."""
    if settings.HEZHONG_DEMO:
        return LocalOutbox(home.messages, demo=True)
    if url := os.environ.get("HEZHONG_SMS_URL"):
        secret = os.environ.get("HEZHONG_SMS_SECRET", "")
        return HttpSms(url, os.environ.get("HEZHONG_SMS_ACCOUNT", ""), secret.encode())
    return NoGateway()
