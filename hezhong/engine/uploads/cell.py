"""A small program of its own that opens one hostile file: ``python -m hezhong.engine.uploads.cell <media type>``.

It limits its own memory, time and files first, reads the file from standard input, and writes one line of JSON and
the shown copy. Whatever happens to it, the server that started it lives on.
"""

import json
import resource
import sys
from collections.abc import Callable, Mapping

from hezhong.engine.uploads import office, pdfs, pictures
from hezhong.engine.uploads.model import PICTURES, BadUpload, Copy, Kind

MEMORY = 1 << 30  # bytes of address space
CPU_SECONDS = 20
OPEN_FILES = 16

WORK: Mapping[Kind, Callable[[bytes], Copy]] = {
    **dict.fromkeys(PICTURES, pictures.copy),
    Kind.PDF: pdfs.copy,
    Kind.DOCX: office.copy,
    Kind.XLSX: office.copy,
}


def main() -> None:
    """Check the file on standard input as the kind that is named."""
    _confine()
    work, data = WORK[Kind(sys.argv[1])], sys.stdin.buffer.read()
    try:
        copy = work(data)
    except BadUpload as bad:
        _answer({"refused": str(bad)})
    else:
        _answer({"pages": copy.pages, "remark": copy.remark, "shown": copy.shown is not None}, copy.shown or b"")


def _confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(head: Mapping[str, object], shown: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + shown)


if __name__ == "__main__":
    main()
