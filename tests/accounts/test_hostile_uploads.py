"""Files that are no pictures of papers: each has its own sentence, and leaves nothing behind."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image

from accounts.models import Member, PaperImage, Submission
from accounts.services import paper_store
from mioportal.plumbing.models import AuditRow
from tests.accounts import paper_pictures as made
from tests.factories import MemberFactory
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

HTML = b"<!doctype html><script>alert(1)</script>"


def kept() -> set[str]:
    """The files in the store of papers."""
    try:
        return set(paper_store.store().listdir("")[1])
    except FileNotFoundError:
        return set()


@pytest.fixture
def visitor() -> Visitor:
    """A member who has chosen a driving licence and sees its sides."""
    member = MemberFactory(identity=Member.Identity.NOT_SUBMITTED)
    visitor = Visitor.signed_in_as(member)
    visitor.open("/identity/new/")
    visitor.press("次へ進む", paper="driving_licence")
    return visitor


def upload(visitor: Visitor, data: bytes, name: str = "menkyo.jpg", side: str = "front") -> str:
    """What the page says after a file was chosen for a side."""
    code = visitor.page.path.split("/")[2]
    button = "アップロードする：表面"
    form, _given = visitor.page.form(button) if visitor.page.has_button(button) else (None, None)
    token = (form or visitor.page.forms[-1]).fields["csrfmiddlewaretoken"][0]
    answer = visitor.client.post(
        f"/identity/{code}/{side}/",
        {"csrfmiddlewaretoken": token, f"{side}-picture": made.file(data, name)},
        follow=True,
    )
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        pytest.param(HTML, "menkyo.jpg", "JPEGでもPNGでもありません", id="a page called .jpg"),
        pytest.param(b"", "menkyo.jpg", "何も入っていません", id="an empty file"),
        pytest.param(
            made.padded(made.MEGABYTES_5 + 1), "menkyo.jpg", "5MB（5,242,880バイト）を超え",
            id="5 MB and a byte",
        ),
        pytest.param(
            b"\xff\xd8" + b"\0" * 9_000_000, "menkyo.jpg", "5MB（5,242,880バイト）を超え",
            id="so large that it is not even written down",
        ),
        pytest.param(
            made.jpeg() + HTML, "menkyo.jpg", "別のファイルと思われる", id="a picture and a page"
        ),
        pytest.param(
            made.jpeg(comment=HTML), "menkyo.jpg", "別のファイルと思われる",
            id="a page in a picture's comment",
        ),
        pytest.param(
            made.png() + b"PK\x03\x04archive", "menkyo.png", "別のファイルと思われる",
            id="a picture and an archive",
        ),
        pytest.param(made.bomb(6_400), "menkyo.png", "4,000万画素を超え", id="a bomb"),
        pytest.param(made.bomb(30_000), "menkyo.png", "4,000万画素を超え", id="a huge bomb"),
        pytest.param(made.jpeg(), "menkyo.png", "実際の形式と違います", id="JPEG called .png"),
        pytest.param(made.jpeg(), "menkyo.pdf", "実際の形式と違います", id="JPEG called .pdf"),
        pytest.param(made.jpeg()[:-400], "menkyo.jpg", "途中までしか", id="cut off"),
        pytest.param(made.animated(), "menkyo.png", "複数のコマ", id="a moving picture"),
        pytest.param(made.jpeg(299, 500), "menkyo.jpg", "300画素に満たない", id="too small"),
    ],
)  # fmt: skip
def test_it_has_its_own_sentence_and_leaves_nothing_behind(
    visitor: Visitor, data: bytes, name: str, said: str
) -> None:
    before = kept()
    assert said in upload(visitor, data, name)
    assert not PaperImage.objects.exists()
    assert kept() == before
    assert not AuditRow.objects.filter(verb="add_paper_picture").exists()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(made.padded(made.MEGABYTES_5), "menkyo.jpg", id="exactly 5 MB"),
        pytest.param(made.jpeg(), "MENKYO.JPEG", id="a name in capitals"),
        pytest.param(made.jpeg(), "photo", id="a name without an end"),
        pytest.param(made.jpeg(), "..\\..\\\u202egpj.jpg", id="a name that leads elsewhere"),
        pytest.param(made.png(mode="P"), "menkyo.png", id="a palette"),
        pytest.param(made.png(mode="LA"), "menkyo.png", id="see-through"),
        pytest.param(made.png(mode="I;16"), "menkyo.png", id="sixteen bits"),
        pytest.param(made.jpeg(mode="CMYK", colour=0), "menkyo.jpg", id="printer's colours"),
        pytest.param(made.jpeg(progressive=True), "menkyo.jpg", id="progressive"),
    ],
)
def test_an_unusual_picture_is_a_picture(visitor: Visitor, data: bytes, name: str) -> None:
    assert "アップロードしました" in upload(visitor, data, name)
    image = PaperImage.objects.get()
    assert image.name in kept()
    assert image.sent_bytes == len(data)
    with paper_store.store().open(image.name) as file:
        drawn = Image.open(file)
        assert (drawn.format, drawn.mode) == ("JPEG", "RGB")


def test_the_place_where_it_was_taken_is_forgotten_and_the_picture_stands_upright(
    visitor: Visitor,
) -> None:
    data = made.with_position()
    assert b"TAKEN-AT-HOME" in data
    upload(visitor, data)
    image = PaperImage.objects.get()
    with paper_store.store().open(image.name) as file:
        stored = file.read()
    assert b"TAKEN-AT-HOME" not in stored and b"Exif" not in stored
    assert not Image.open(BytesIO(stored)).getexif()
    assert (image.width, image.height) == (500, 800)


def test_what_is_there_stays_when_another_file_is_not_taken(visitor: Visitor) -> None:
    upload(visitor, made.jpeg())
    first = PaperImage.objects.get()
    upload(visitor, HTML)
    assert PaperImage.objects.get() == first
    assert first.name in kept()


@contextmanager
def no_room_on_the_disk() -> Iterator[None]:
    """No file of this process may grow beyond a few hundred bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_said_and_nothing_is_kept(visitor: Visitor) -> None:
    before = kept()
    with no_room_on_the_disk():
        said = upload(visitor, made.jpeg())
    assert "いま画像を保管できません" in said
    assert not PaperImage.objects.exists()
    assert kept() == before


def test_a_row_that_cannot_be_written_takes_its_file_along(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept()

    def crash(**_: object) -> None:
        raise RuntimeError("the machine stops")

    monkeypatch.setattr("accounts.services.identity.audit.record", crash)
    with pytest.raises(RuntimeError):
        upload(visitor, made.jpeg())
    assert not PaperImage.objects.exists()
    assert kept() == before


def test_a_side_that_the_paper_does_not_have_takes_no_file(visitor: Visitor) -> None:
    Submission.objects.update(paper="my_number_card")
    upload(visitor, made.jpeg(), side="back")
    assert not PaperImage.objects.exists()


def test_many_files_in_a_short_time_are_too_many(visitor: Visitor) -> None:
    code = visitor.page.path.split("/")[2]
    token = visitor.page.forms[-1].fields["csrfmiddlewaretoken"][0]
    for number in range(31):
        answer = visitor.client.post(
            f"/identity/{code}/front/", {"csrfmiddlewaretoken": token}, follow=True
        )
        assert answer.status_code == (200 if number < 30 else 429)
