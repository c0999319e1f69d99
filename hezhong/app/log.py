"""Log lines as JSON, without personal data: only the message, where it comes from, and the traceback's frames."""

import json
import logging
import re

LONG_NUMBERS = re.compile(r"\d{11,18}[\dXx]?")


class JsonLines(logging.Formatter):
    """One JSON object a line. Numbers long enough to be a phone, card or identity are blotted out."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "level": record.levelname,
            "logger": record.name,
            "says": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return LONG_NUMBERS.sub("***", json.dumps(line, ensure_ascii=False))
