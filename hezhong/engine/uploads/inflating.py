"""How large the streams of a PDF become when a reader unpacks them, found without keeping what is unpacked."""

import zlib
from collections.abc import Iterable, Iterator

from pikepdf import Array, Name, PdfError, Stream

CHUNK = 1 << 16
PACKING = ("/LZWDecode", "/RunLengthDecode", "/LZW", "/RL")


def decoded_size(stream: Stream, most: int) -> int:
    """Return the bytes of the stream unpacked; counting stops soon after ``most``. Pictures in JPEG count as stored."""
    filters = _filters(stream)
    if any(each in PACKING for each in filters):
        return _read_whole(stream)
    layers = 0
    while layers < len(filters) and filters[layers] in ("/FlateDecode", "/Fl"):
        layers += 1
    chunks: Iterable[bytes] = _cut(stream.read_raw_bytes())
    for _ in range(layers):
        chunks = _inflated(chunks)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            break
    return size


def _filters(stream: Stream) -> list[str]:
    named = stream.get("/Filter")
    if isinstance(named, Array):
        return [str(each) for each in named]
    return [str(named)] if isinstance(named, Name) else []


def _read_whole(stream: Stream) -> int:
    """Rare old packings: unpacked as a whole, within the memory of the cell."""
    try:
        return len(stream.read_bytes())
    except PdfError:
        return len(stream.read_raw_bytes())


def _cut(data: bytes) -> Iterator[bytes]:
    return (data[at : at + CHUNK] for at in range(0, len(data), CHUNK))


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what the chunks unpack to, a little at a time; a damaged stream ends where the damage begins."""
    unpacker = zlib.decompressobj()
    for chunk in chunks:
        while chunk and not unpacker.eof:
            try:
                yield unpacker.decompress(chunk, CHUNK)
            except zlib.error:
                return
            chunk = unpacker.unconsumed_tail
