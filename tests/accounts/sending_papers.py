"""A member who sends papers page by page, and the files that lie in the store of papers."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import Member, PaperImage
from accounts.services import paper_store
from accounts.services.pictures import Picture
from mioportal.rules.identity import PaperRule
from tests.accounts import paper_pictures as made
from tests.factories import MemberFactory
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

SIDES = {"front": "表面", "back": "裏面"}
RULES = [rule.value for rule in PaperRule]
PICTURE = Picture(data=b"a picture", width=800, height=500, sent_bytes=9)


@pytest.fixture
def own_store(settings: Any, tmp_path: Path) -> Path:
    """A folder for the papers of one test alone."""
    folder = tmp_path / "papers"
    papers = {**settings.STORAGES["papers"], "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "papers": papers}
    return folder


def kept() -> set[str]:
    """The files in the store of papers."""
    try:
        return set(paper_store.store().listdir("")[1])
    except FileNotFoundError:
        return set()


def named() -> set[str]:
    """The files that the table names."""
    return set(PaperImage.objects.values_list("name", flat=True))


def asked() -> Member:
    """A member of whom papers are wanted."""
    return MemberFactory(identity=Member.Identity.NOT_SUBMITTED)


def add_both_sides(visitor: Visitor) -> Page:
    """Choose a driving licence and upload its sides."""
    visitor.open("/identity/new/")
    visitor.press("次へ進む", paper="driving_licence")
    for side, name in SIDES.items():
        picture = {f"{side}-picture": made.file(made.jpeg())}
        visitor.press(f"アップロードする：{name}", **picture)
    return visitor.page


def send(visitor: Visitor) -> Page:
    """The whole way, to the receipt."""
    add_both_sides(visitor)
    visitor.follow("提出前の確認へ進む")
    return visitor.press("提出する", checked=RULES)
