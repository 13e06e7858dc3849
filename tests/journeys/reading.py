"""Reads a page as its reader does: words, links, and what a form would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

SILENT = {"script", "style", "title"}
VOID = {"input", "br", "img", "link", "meta", "hr", "wbr"}
TICKED = {"checkbox", "radio"}
# HTML lets the end of these be left out.
CLOSED_BY_THE_NEXT = {"p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody"}
# Everything else begins a new line, and so parts words.
INLINE = {"a", "b", "i", "s", "small", "span", "time", "wbr", "label"}


@dataclass
class Form:
    """A form as a browser holds it: where it goes, what it would send, how it is sent."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, name: str, value: str) -> None:
        """Hold one more value."""
        self.fields.setdefault(name, []).append(value)


class Reader(HTMLParser):
    """Collects the parts of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.main: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self._open: list[str] = []
        self._link: tuple[str, list[str]] | None = None
        self._button: tuple[dict[str, str], list[str]] | None = None
        self._area: tuple[str, list[str]] | None = None
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._part(tag)
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a" and "href" in given:
            self._link = given["href"], []
        elif tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif tag == "button":
            self._button = given, []
        elif tag == "textarea":
            self._area = given["name"], []
        elif tag == "input" and self.forms and "form" in self._open:
            self._input(given)

    def _close(self, tag: str) -> None:
        """Whatever a browser would have to guess about is a fault of the page."""
        while self._open and self._open[-1] in CLOSED_BY_THE_NEXT and self._open[-1] != tag:
            self._open.pop()
        at = self._open[-1] if self._open else "nothing"
        assert at == tag, f"</{tag}> closes, but <{at}> is open (line {self.getpos()[0]})"
        self._open.pop()

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind == "submit":
            self.forms[-1].buttons.append((given.get("value", ""), given))
        elif "name" in given and (kind not in TICKED or "checked" in given):
            self.forms[-1].put(given["name"], given.get("value", "on" if kind in TICKED else ""))

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self.text.append(" ")
            self.main.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if tag not in VOID:
            self._close(tag)
        if tag == "a" and self._link:
            self.links.append((squeezed(self._link[1]), self._link[0]))
            self._link = None
        elif tag == "button" and self._button:
            if self.forms and "form" in self._open:
                self.forms[-1].buttons.append((squeezed(self._button[1]), self._button[0]))
            self._button = None
        elif tag == "textarea" and self._area:
            self.forms[-1].put(self._area[0], "".join(self._area[1]).removeprefix("\n"))
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)
        # They hold nothing but text, so that whatever is in one stands right in it.
        if self._open and self._open[-1] in SILENT:
            return
        self.text.append(data)
        if "main" in self._open:
            self.main.append(data)
        if self._link:
            self._link[1].append(data)
        if self._button:
            self._button[1].append(data)


def squeezed(parts: list[str]) -> str:
    """The words without the layout's white space."""
    return " ".join("".join(parts).split())


class Page:
    """One answer of the site. `words` is what <main> says, `text` what the whole page says."""

    def __init__(self, response: HttpResponse, path: str = "") -> None:
        self.response = response
        self.path = path
        self.status = response.status_code
        html = response.content.decode()
        self.html = html
        read = Reader(html)
        self.text = squeezed(read.text)
        self.words = squeezed(read.main)
        self.links = read.links
        self.forms = read.forms

    def link(self, label: str) -> str:
        """The address behind a link with these words; of several, they must agree."""
        found = {href for words, href in self.links if words == label}
        found = found or {href for words, href in self.links if words.startswith(label)}
        assert len(found) == 1, f"{label!r} leads to {found or 'nothing'} on {self.path}"
        return found.pop()

    def says(self, *parts: str) -> bool:
        """Whether <main> says these things one after the other, whatever lies out between."""
        said = "".join(self.words.split())
        return "".join("".join(parts).split()) in said

    def tells(self, *parts: str) -> bool:
        """Whether <main> says these things in this order, other words between them or not."""
        said, at = "".join(self.words.split()), 0
        for part in ("".join(part.split()) for part in parts):
            found = said.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return True

    def has_link(self, label: str) -> bool:
        """Whether a link begins with these words."""
        return any(words.startswith(label) for words, _href in self.links)

    def form(self, button: str) -> tuple[Form, dict[str, str]]:
        """The form with this button, and the button's own attributes."""
        found = [
            (form, given) for form in self.forms for words, given in form.buttons if words == button
        ]
        assert found, f"no button {button!r} on {self.path}: {self.words[:300]}"
        return found[0]

    def has_button(self, label: str) -> bool:
        """Whether a button says exactly this."""
        return any(words == label for form in self.forms for words, _given in form.buttons)
