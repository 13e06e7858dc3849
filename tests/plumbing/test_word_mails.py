"""What every mail says, whatever it is about: that this is a practice site, and where it is."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as project
from pytest_django import Settings

from mioportal.plumbing import outbox
from mioportal.plumbing.models import Outbox
from tests.cancellation.wizard import cancelled
from tests.journeys.visitor import Visitor
from tests.plumbing.people import line_at

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PRACTICE = "これは練習用サイト「デモモバイル 会員サイト」のメールです。実在の契約には影響しません。"
TEMPLATES = sorted((Path(project.BASE_DIR) / "templates" / "emails").glob("[!_]*.txt"))
LINK = re.compile(r"https?://[^\s）」]+")


@pytest.fixture
def mails(settings: Settings) -> list[Outbox]:
    """Every mail of a cancellation, from a site asked for under another name than its own."""
    settings.SITE_URL = "https://members.example.jp"
    settings.ALLOWED_HOSTS = ["*"]
    line = line_at("2026-10-15")
    visitor = Visitor.signed_in_as(line.member)
    for header in ("HTTP_HOST", "HTTP_X_FORWARDED_HOST"):
        visitor.client.defaults[header] = "evil.example"
    cancelled(line, visitor)
    visitor.press("+1か月")
    return list(Outbox.objects.order_by("pk"))


def test_a_cancellation_is_told_twice(mails: list[Outbox]) -> None:
    # Besides, the card is asked for and the bill is told of.
    others = ("M-20", "M-22")
    assert [row.mail_code for row in mails if row.mail_code not in others] == ["M-11", "M-12"]


def test_every_mail_says_that_it_is_for_practice(mails: list[Outbox]) -> None:
    for row in mails:
        assert row.subject.startswith("【練習用】")
        assert row.body.startswith(PRACTICE)


def test_links_come_from_a_setting_and_never_from_the_request(mails: list[Outbox]) -> None:
    for row in mails:
        links = LINK.findall(row.body)
        assert links
        assert all(link.startswith("https://members.example.jp/") for link in links)
        assert "evil.example" not in row.subject + row.body


def test_every_link_of_a_mail_leads_to_a_page_of_the_member(mails: list[Outbox]) -> None:
    reader = mails[0].user
    assert reader is not None
    visitor = Visitor.signed_in_as(reader.member)
    links = {link for row in mails for link in LINK.findall(row.body)}
    for link in links:
        assert visitor.open(link.removeprefix("https://members.example.jp")).status == 200


def test_names_are_not_written_as_markup(settings: Settings) -> None:
    line = line_at("2026-10-15")
    line.member.family_name = "O'Neill & <Söhne>"
    line.member.save()
    cancelled(line)
    assert "O'Neill & <Söhne> みどり 様" in Outbox.objects.get().body


@pytest.mark.parametrize("template", [pytest.param(path, id=path.stem) for path in TEMPLATES])
def test_a_mail_template_opens_with_the_sentence_and_closes_with_the_desk(template: Path) -> None:
    text = template.read_text()
    assert '{% include "emails/_practice.txt" %}' in text.splitlines()[0]
    assert '{% include "emails/_foot.txt" %}' in text.splitlines()[-1]
    assert "://" not in text


def test_a_mail_fits_its_column_and_its_reader(mails: list[Outbox]) -> None:
    for row in mails:
        assert "\n" not in row.subject
        assert len(row.subject) < 60
        assert "None" not in row.body and "{{" not in row.body and "{%" not in row.body
        assert "24:00" not in row.body


def test_pauses_between_tries_stay_within_a_day() -> None:
    pauses = [outbox.FIRST_PAUSE * 2**tries for tries in range(outbox.GIVES_UP_AFTER)]
    assert sum(pauses, timedelta()) < timedelta(days=1)
