"""The port through which short messages leave the house; ``gateways.sms`` holds its adapters."""

from dataclasses import dataclass
from typing import Protocol


class MessengerDown(Exception):
    """The gateway cannot be reached or does not take messages now; the message waits."""


class MessageRefused(MessengerDown):
    """The gateway works and does not want this message: a dead number, a forbidden word. Trying again will not help.

    A kind of MessengerDown, so that whoever only wants to keep the message need not tell the two apart.
    """


@dataclass(frozen=True)
class Receipt:
    """The gateway's word that it has a message. id: the gateway's own number. repeated: it had the key already."""

    id: str
    repeated: bool = False


class Messenger(Protocol):
    """Sends short messages. A repeated key is sent once."""

    def send(self, to: str, text: str, key: str) -> Receipt:
        """Send the text to a phone number. Raises MessengerDown."""
        ...
