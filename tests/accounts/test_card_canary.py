"""A card number that was typed is nowhere: a search of everything there is finds none.

Tables, session rows, the cache, mails, files, what was logged, technical reports, and every page of
the portal. The processor's own page lists the documented numbers openly, and is looked at apart.
"""

import logging
import re
import sys
import unicodedata
from collections.abc import Iterator
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.core import mail
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.test import Client
from django.views.debug import ExceptionReporter

from accounts.models import Member
from mioportal.outside.processor import forms, numbers, services
from mioportal.outside.processor.numbers import BY_NUMBER, TEST_CARDS, adds_up
from mioportal.plumbing.delivery import deliver
from tests.accounts.paying import GO_ON, USE, at_the_processor, card_of, typed
from tests.factories import MemberFactory
from tests.journeys.ledger import everything
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

SPELLINGS = [
    "4242424242424242",
    "4242 4242 4242 4242",
    "4242-4242-4242-4242",
    "４２４２４２４２４２４２４２４２",
    "４２４２－４２４２－４２４２－４２４２",
]
CODE = "9173"
BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u30fc]+")


def traces(text: str) -> list[str]:
    """Documented numbers in any spelling, and whatever else could be a card's number.

    Digits within a longer word are part of a digest or a token.
    """
    plain = unicodedata.normalize("NFKC", text)
    pressed = BETWEEN.sub("", plain)
    runs = re.findall(r"(?<!\w)\d{13,19}(?!\w)", plain)
    return [number for number in BY_NUMBER if number in pressed] + [
        run for run in runs if adds_up(run)
    ]


def has_code(text: str) -> bool:
    """Whether the security code is there, and not by chance within an address of the memory."""
    return bool(re.search(rf"(?<![\da-fA-F]){CODE}(?![\da-fA-F])", text))


@pytest.fixture(autouse=True)
def everything_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def words_of(message: Message) -> str:
    """A mail as it is read: every header, and every part decoded.

    Left out is what Python rolls dice for: the boundary between parts, and a mail's own id.
    """
    words = []
    for part in message.walk():
        part.del_param("boundary")
        words += [f"{name}: {value}" for name, value in part.items() if name != "Message-ID"]
        if not part.is_multipart():
            body = part.get_payload(decode=True)
            assert isinstance(body, bytes)
            words.append(body.decode(part.get_content_charset("utf-8")))
    return "\n".join(words)


def places(caplog: pytest.LogCaptureFixture) -> dict[str, str]:
    """All there is to be searched, by name."""
    deliver()
    files = (path for path in Path(settings.VAR).rglob("*") if path.is_file())
    return {
        **{table: "\n".join(rows) for table, rows in everything().items()},
        "the cache": repr(cache._cache),  # type: ignore[attr-defined]
        "mails": "\n".join(words_of(message.message()) for message in mail.outbox),
        "logs": "\n".join(f"{each.getMessage()} {each.exc_text}" for each in caplog.records),
        **{str(path): path.read_bytes().decode(errors="replace") for path in files},
    }


def found(caplog: pytest.LogCaptureFixture) -> dict[str, list[str]]:
    """Where something was found, and what."""
    searched = places(caplog)
    assert {"accounts_card", "django_session", "outside_vaultedcard", "logs"} <= set(searched)
    return {name: hits for name, text in searched.items() if (hits := traces(text))}


def every_page_of(member: Member, visited: list[Page]) -> str:
    """What the portal showed on the way, and what it shows now."""
    visitor = Visitor.signed_in_as(member)
    code = card_of(member).visit.code
    paths = ["/", "/payment/", f"/payment/cards/{code}/remove/", f"/payment/visits/{code}/"]
    return "\n".join(page.html for page in [*visited, *(visitor.open(path) for path in paths)])


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_that_was_registered_is_found_nowhere(
    spelling: str, caplog: pytest.LogCaptureFixture
) -> None:
    member = MemberFactory()
    for _time in range(2):
        visitor = at_the_processor(member)
        goes_on = visitor.press(USE, **typed(spelling))
        receipt = visitor.press(GO_ON)
    assert traces(every_page_of(member, [goes_on, receipt])) == []
    assert found(caplog) == {}
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "number", ["4000 0566 5566 5556", "4000000000000002", "６２００００００００００００５"]
)
def test_neither_is_one_that_was_refused(number: str, caplog: pytest.LogCaptureFixture) -> None:
    member = MemberFactory()
    visitor = at_the_processor(member)
    visitor.press(USE, **typed(number))
    if visitor.page.has_button(GO_ON):
        visitor.press(GO_ON)
    assert traces(visitor.page.html) == [] or "/processor/" in visitor.page.path
    assert found(caplog) == {}
    last_four = unicodedata.normalize("NFKC", number).replace(" ", "")[-4:]
    for table in ("accounts_card", "accounts_cardvisit", "outside_vaultedcard"):
        assert last_four not in "".join(everything()[table])


# Made-up numbers that add up like real ones, and slips.
@pytest.mark.parametrize(
    "number",
    [
        "4539 5787 6362 1486",
        "4539578763621487",
        "3714-496353-98431",
        "４５３９５７８７６３６２１４８６",
    ],
)
def test_a_number_that_is_none_of_the_list_is_not_even_sent_back(
    number: str, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = at_the_processor(MemberFactory())
    page = visitor.press(USE, **typed(number, security=CODE))
    assert page.status == 200
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", number))
    pressed = BETWEEN.sub("", unicodedata.normalize("NFKC", page.html))
    assert digits not in pressed
    assert not has_code(page.html)
    assert found(caplog) == {}
    assert digits not in BETWEEN.sub("", "".join(places(caplog).values()))


@pytest.mark.parametrize(
    "where",
    [(numbers, "read"), (forms.CardForm, "_check_the_rest"), (services, "enter")],
    ids=["reading the number", "checking the form", "in the service"],
)
def test_a_crash_in_the_middle_tells_nobody_the_number(
    where: tuple[object, str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    settings: LazySettings,
) -> None:
    """The worst that can be reported is: every frame with its variables, by mail and as a page."""
    settings.ADMINS = [("desk", "desk@example.jp")]

    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("the machine stops")

    visitor = at_the_processor(MemberFactory())
    form, _button = visitor.page.form(USE)
    sent = {name: values[0] for name, values in form.fields.items()} | typed(
        TEST_CARDS["amex"].printed, security=CODE
    )
    monkeypatch.setattr(*where, crash)
    reports: list[str] = []

    def report(request: object, **_: object) -> None:
        reporter = ExceptionReporter(request, *sys.exc_info())  # type: ignore[arg-type]
        reports.extend([reporter.get_traceback_html(), reporter.get_traceback_text()])

    got_request_exception.connect(report)
    try:
        client = Client(raise_request_exception=False)
        client.cookies = visitor.client.cookies
        answer = client.post(visitor.page.path, sent)
    finally:
        got_request_exception.disconnect(report)
    assert answer.status_code == 500
    assert len(reports) == 2
    assert "the machine stops" in reports[0] and "_form_page" not in reports[1]
    for text in (answer.content.decode(), *reports):
        assert TEST_CARDS["amex"].number not in BETWEEN.sub("", text)
        assert not has_code(text)
    assert [message.to for message in mail.outbox] == [["desk@example.jp"]]
    assert found(caplog) == {}


def test_no_form_of_the_portal_has_a_field_for_a_number() -> None:
    member = MemberFactory()
    visitor = at_the_processor(member)
    visitor.press(USE, test_card="visa")
    pages = [visitor.page, visitor.press(GO_ON), visitor.open("/payment/")]
    named = {name for page in pages for form in page.forms for name in form.fields}
    assert named == {"csrfmiddlewaretoken", "code", "next", "date", "time"}


def test_the_search_finds_what_is_there() -> None:
    assert traces("4242-4242 4242 4242") == ["4242424242424242"]
    assert traces("('4539578763621486')") == ["4539578763621486"]
    assert traces("２２２３００３１２２００３２２２")[0] == "2223003122003222"


def test_the_search_reads_a_mail_and_not_what_holds_its_parts_together() -> None:
    message = MIMEMultipart(boundary="===============4539578763621486==")
    message["Message-ID"] = "<176411.4539578763621486@example.jp>"
    message["Subject"] = "4242 4242 4242 4242"
    message.attach(MIMEText("お支払いは 3566-0020-2036-0505", _charset="utf-8"))
    assert set(traces(words_of(message))) == {"4242424242424242", "3566002020360505"}
