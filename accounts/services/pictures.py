"""Reading a file as a picture, and drawing it anew. Nothing here touches the database.

Decoding takes time and memory: do it outside any transaction.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from mioportal.rules.identity import FILE_BYTES, ImageFormat
from mioportal.rules.pictures import MOST_PIXELS, PictureFacts, PictureFault, may_take
from mioportal.rules.verdict import Verdict

# The longer edge of what is kept: small print stays legible, and no file is large.
_EDGE = 2400
_QUALITY = 85
# Cameras write several pictures into one JPEG, which Pillow then calls MPO: the first one counts.
_FORMATS = {"JPEG": ImageFormat.JPEG, "MPO": ImageFormat.JPEG, "PNG": ImageFormat.PNG}
_ENDINGS = {
    "": set(ImageFormat),
    ".jpg": {ImageFormat.JPEG},
    ".jpeg": {ImageFormat.JPEG},
    ".png": {ImageFormat.PNG},
}
# What a page, a script or another document begins with; by chance it stands in no picture.
_OTHER_KINDS = (b"<!doctype", b"<html", b"<script", b"<?php", b"%pdf-")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF")
_JPEG_END = 0xD9
_JPEG_BARE = {0x01, *range(0xD0, 0xD8)}


class NotTaken(Exception):
    """The file is no picture that we take; `verdict` holds every fault."""

    def __init__(self, verdict: Verdict[PictureFault]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture drawn anew as JPEG: what was seen, and nothing else of the file."""

    data: bytes
    width: int
    height: int
    sent_bytes: int


def read(file: UploadedFile, on: date) -> Picture:
    """Look at a file and draw it anew. Raises NotTaken with every fault."""
    size = file.size or 0
    if not 0 < size <= FILE_BYTES.on(on):
        raise NotTaken(may_take(PictureFacts(sent_on=on, size=size)))
    data = file.read()
    try:
        image = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
    except Image.DecompressionBombError:
        # Pillow's own limit lies above ours: it does not say how large it is.
        edge = MOST_PIXELS.on(on)
        facts = PictureFacts(
            sent_on=on, size=size, content=_content_of(data), width=edge, height=edge
        )
        raise NotTaken(may_take(facts)) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise NotTaken(may_take(PictureFacts(sent_on=on, size=size))) from None
    return _drawn(image, data, file.name or "", on)


def _drawn(image: Image.Image, data: bytes, name: str, on: date) -> Picture:
    content = _FORMATS[image.format or ""]
    width, height = image.size
    # What is too large is never unpacked.
    drawn = _pixels(image) if width * height <= MOST_PIXELS.on(on) else None
    facts = PictureFacts(
        sent_on=on,
        size=len(data),
        content=content,
        width=width,
        height=height,
        is_named_otherwise=content not in _ENDINGS.get(PurePath(name.lower()).suffix, set()),
        is_broken=drawn is None and width * height <= MOST_PIXELS.on(on),
        is_animated=content is ImageFormat.PNG and getattr(image, "is_animated", False),
        has_more=_has_more(data, content),
    )
    verdict = may_take(facts)
    if not verdict.allowed or drawn is None:
        raise NotTaken(verdict)
    out = BytesIO()
    drawn.save(out, "JPEG", quality=_QUALITY)
    return Picture(
        data=out.getvalue(), width=drawn.width, height=drawn.height, sent_bytes=len(data)
    )


def _pixels(image: Image.Image) -> Image.Image | None:
    """The picture upright, in plain colours, on white, not larger than needed; None if broken."""
    try:
        image.draft("RGB", (_EDGE, _EDGE))
        image.load()
        upright = ImageOps.exif_transpose(image)
        if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
            see_through = upright.convert("RGBA")
            plain = Image.new("RGB", see_through.size, "white")
            plain.paste(see_through, mask=see_through.getchannel("A"))
        else:
            plain = upright.convert("RGB")
        plain.thumbnail((_EDGE, _EDGE))
        # A new canvas: whatever the file said about itself stays behind.
        clean = Image.new("RGB", plain.size)
        clean.paste(plain)
    except (OSError, SyntaxError, ValueError, IndexError, Image.DecompressionBombError):
        return None
    return clean


def _content_of(data: bytes) -> ImageFormat:
    return ImageFormat.PNG if data.startswith(b"\x89PNG") else ImageFormat.JPEG


def _has_more(data: bytes, content: ImageFormat) -> bool:
    """Whether a page, a script, a document or an archive rides along in the file."""
    low = data.lower()
    if any(kind in low for kind in _OTHER_KINDS):
        return True
    tail = data[_end_of(data, content) :]
    return any(kind in tail for kind in _ARCHIVES)


def _end_of(data: bytes, content: ImageFormat) -> int:
    """Where the picture is over; the end of the file where that is not to be found."""
    end = _end_of_png(data) if content is ImageFormat.PNG else _end_of_jpeg(data)
    return len(data) if end is None else end


def _end_of_png(data: bytes) -> int | None:
    at = 8
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if kind == b"IEND":
            return at
    return None


def _end_of_jpeg(data: bytes) -> int | None:
    at = 2
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        marker = data[at + 1]
        if marker == _JPEG_END:
            return at + 2
        if marker in (0x00, 0xFF) or marker in _JPEG_BARE:
            at += 1 if marker == 0xFF else 2
            continue
        # A segment says how long it is; after a scan's own the coded picture follows.
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
