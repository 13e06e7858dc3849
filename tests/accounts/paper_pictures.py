"""Files that members, and others, send as pictures of papers."""

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import GPS, IFD

MEGABYTES_5 = 5_242_880


def jpeg(width: int = 800, height: int = 500, **how: Any) -> bytes:
    """A photograph of something grey."""
    out = BytesIO()
    Image.new(how.pop("mode", "RGB"), (width, height), how.pop("colour", "grey")).save(
        out, "JPEG", **how
    )
    return out.getvalue()


def png(width: int = 800, height: int = 500, mode: str = "RGB", **how: Any) -> bytes:
    """The same as PNG."""
    out = BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG", **how)
    return out.getvalue()


def with_position() -> bytes:
    """A photograph that knows where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (35.0, 41.0, 22.0)
    exif[0x010E] = "TAKEN-AT-HOME"
    return jpeg(exif=exif)


def animated() -> bytes:
    """A PNG of two frames."""
    out = BytesIO()
    frames = [Image.new("RGB", (400, 400), colour) for colour in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def bomb(edge: int) -> bytes:
    """A small PNG that says it is `edge` × `edge` pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        whole = kind + body
        return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", edge, edge, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (edge // 8 + 1) * 64)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def padded(size: int) -> bytes:
    """A photograph of exactly so many bytes: the rest is a comment of nothing."""
    plain = jpeg()
    room = size - len(plain)
    fill = b""
    while room > 0:
        body = min(room, 65_537)
        if 0 < room - body < 4:
            body -= 4
        fill += b"\xff\xfe" + struct.pack(">H", body - 2) + b"\0" * (body - 4)
        room -= body
    return plain[:2] + fill + plain[2:]


def file(data: bytes, name: str = "menkyo.jpg") -> SimpleUploadedFile:
    """As a browser sends it."""
    return SimpleUploadedFile(name, data, content_type="image/jpeg")
