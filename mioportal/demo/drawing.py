"""Papers of the cast: drawn, so that nobody's own is ever needed to try the site."""

from io import BytesIO

from PIL import Image, ImageDraw

from accounts.services.pictures import Picture

_SIZE = (856, 540)
_EDGES = ((40, 40, 816, 500), (80, 90, 300, 360))


def drawn_paper() -> Picture:
    """A grey card with a frame where the photograph would be."""
    card = Image.new("RGB", _SIZE, "#e7ecef")
    pen = ImageDraw.Draw(card)
    for edge in _EDGES:
        pen.rectangle(edge, outline="#4f5a66", width=4)
    for line in range(5):
        top = 120 + line * 60
        pen.rectangle((350, top, 760 - line * 40, top + 22), fill="#b3bdc7")
    out = BytesIO()
    card.save(out, "JPEG", quality=80)
    data = out.getvalue()
    return Picture(data=data, width=card.width, height=card.height, sent_bytes=len(data))
