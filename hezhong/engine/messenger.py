"""The port through which short messages leave the house; ``gateways.sms`` holds its adapters."""

from typing import Protocol


class MessengerDown(Exception):
    """The gateway cannot be reached or does not take messages now; the message waits."""


class Messenger(Protocol):
    """Sends short messages. A repeated key is sent once."""

    def send(self, to: str, text: str, key: str) -> None:
        """Send the text to a phone number. Raises MessengerDown."""
        ...
