"""How a request to the gateway is signed: HMAC-SHA256 over its time and its body.

signature = hex(HMAC-SHA256(secret, timestamp + "." + body)); the time is in whole seconds since 1970. The other side
computes the same, compares in constant time, and refuses requests older than five minutes.
"""

import hashlib
import hmac

FRESH_SECONDS = 300


def sign(secret: bytes, timestamp: int, body: bytes) -> str:
    """Return the signature of a request in hex."""
    return hmac.new(secret, b"%d.%b" % (timestamp, body), hashlib.sha256).hexdigest()


def genuine(secret: bytes, timestamp: int, body: bytes, signature: str, now: int) -> bool:
    """Return whether the signature is the secret's and the request is fresh: for the receiving side."""
    fresh = abs(now - timestamp) <= FRESH_SECONDS
    return hmac.compare_digest(sign(secret, timestamp, body), signature) and fresh
