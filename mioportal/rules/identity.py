"""Identity verification (本人確認): who shows papers, which ones, and how long a review takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.checks import a_count, a_day, member, settle
from mioportal.rules.dates import add_business_days
from mioportal.rules.plans import Function
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit, always, stated
from mioportal.rules.spans import Bound, span
from mioportal.rules.verdict import Verdict, against


class IdentityStatus(StrEnum):
    """本人確認状況: four states only (C-075)."""

    NOT_SUBMITTED = "not_submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    COMPLETE = "complete"

    @property
    def is_incomplete(self) -> bool:
        """The display group 未完了: the member has something to send."""
        return self in (IdentityStatus.NOT_SUBMITTED, IdentityStatus.RETURNED)


class Paper(StrEnum):
    DRIVING_LICENCE = "driving_licence"  # 運転免許証
    MY_NUMBER_CARD = "my_number_card"
    PASSPORT = "passport"
    HEALTH_CARD = "health_card"  # 健康保険証
    ELIGIBILITY_CERTIFICATE = "eligibility_certificate"  # 資格確認書
    RESIDENCE_CARD = "residence_card"  # 在留カード
    DRIVING_HISTORY = "driving_history"  # 運転経歴証明書


class RefusedPaper(StrEnum):
    """Papers that are sent often and never accepted."""

    NOTIFICATION_CARD = "notification_card"  # 通知カード
    RECORD_WITH_NUMBER = "record_with_number"  # 個人番号が載った住民票


class PaperRule(StrEnum):
    """What a picture must show (F-IDV-04)."""

    IN_DATE = "in_date"
    FOUR_CORNERS = "four_corners"
    LEGIBLE = "legible"
    OWN = "own"
    PRESENT_ADDRESS = "present_address"


class ImageFormat(StrEnum):
    JPEG = "jpeg"
    PNG = "png"


class UploadReason(StrEnum):
    """Why papers are not taken, or are sent back (domain table 5.4)."""

    NOT_AN_IMAGE = "not_an_image"
    TOO_BIG = "too_big"
    TOO_MANY = "too_many"
    UNREADABLE = "unreadable"
    EXPIRED = "expired"
    NOT_OWN = "not_own"
    ADDRESS_DIFFERS = "address_differs"
    PAPER_NOT_ACCEPTED = "paper_not_accepted"
    SUPPLEMENT_MISSING = "supplement_missing"


@dataclass(frozen=True, kw_only=True, slots=True)
class UploadFacts:
    """Papers as they are sent. `sizes` are the bytes of each file, supplements counted.

    `is_other_format` goes by a file's content, not its name. `is_unreadable` also means a corner
    that is cut off, `address_differs` that no paper sent shows the present address.
    """

    paper: Paper
    sent_on: date
    sizes: tuple[int, ...]
    for_voice_esim: bool = False
    has_supplement: bool = False
    is_other_format: bool = False
    is_unreadable: bool = False
    is_expired: bool = False
    is_not_own: bool = False
    address_differs: bool = False

    def __post_init__(self) -> None:
        settle(self, "paper", member(Paper, self.paper, "paper"))
        a_day(self.sent_on, "sent_on")
        if not self.sizes:
            raise ValueError("sizes must name at least one file")
        for size in self.sizes:
            a_count(size, "sizes", least=1)


_LISTED = "解約ガイド §4③ (C-077)"
ACCEPTED: Mapping[Paper, Table[bool]] = MappingProxyType(
    {
        paper: Table(f"paper_accepted.{paper}", Unit.WORD, rows)
        for paper, rows in (
            (Paper.DRIVING_LICENCE, (Dated(since=BEGINNING, value=True, source=_LISTED),)),
            (Paper.MY_NUMBER_CARD, (Dated(since=BEGINNING, value=True, source=_LISTED),)),
            (Paper.PASSPORT, (Dated(since=BEGINNING, value=True, source=_LISTED),)),
            (
                Paper.HEALTH_CARD,
                (
                    Dated(since=BEGINNING, value=True, source=_LISTED),
                    Dated(since=date(2025, 12, 2), value=False, source="O-21 (C-078)"),
                ),
            ),
            (
                Paper.ELIGIBILITY_CERTIFICATE,
                (
                    Dated(since=BEGINNING, value=False, source="C-078"),
                    Dated(since=date(2025, 12, 2), value=True, source="C-078"),
                ),
            ),
            (Paper.RESIDENCE_CARD, (Dated(since=BEGINNING, value=True, source="O-21"),)),
            (Paper.DRIVING_HISTORY, (Dated(since=BEGINNING, value=True, source="O-21"),)),
        )
    }
)
# None of them proves the present address alone (C-077).
WITH_SUPPLEMENT: Table[tuple[Paper, ...]] = always(
    "papers_with_supplement",
    Unit.WORD,
    (Paper.PASSPORT, Paper.HEALTH_CARD, Paper.ELIGIBILITY_CERTIFICATE),
    "解約ガイド §4③ (C-077, C-078)",
)
FOR_VOICE_ESIM: Table[tuple[Paper, ...]] = always(
    "papers_for_voice_esim",
    Unit.WORD,
    (
        Paper.DRIVING_LICENCE,
        Paper.MY_NUMBER_CARD,
        Paper.RESIDENCE_CARD,
        Paper.DRIVING_HISTORY,
    ),
    "O-21",
)
NEVER_ACCEPTED: Table[tuple[RefusedPaper, ...]] = always(
    "papers_never_accepted", Unit.WORD, tuple(RefusedPaper), "O-21"
)
PAPER_RULES: Table[tuple[PaperRule, ...]] = always(
    "paper_rules", Unit.WORD, tuple(PaperRule), "解約ガイド §4③"
)
NEEDED_FOR: Table[tuple[Function, ...]] = always(
    "papers_needed_for", Unit.WORD, (Function.VOICE, Function.SMS), "O-21"
)
NEEDED_WITH_DEVICE: Table[bool] = stated("papers_needed_with_device", "O-21")

IMAGE_FORMATS: Table[tuple[ImageFormat, ...]] = always(
    "paper_file_formats", Unit.WORD, tuple(ImageFormat), "解約ガイド §4③ (C-079)"
)
FILE_BYTES: Table[int] = always("paper_file_bytes", Unit.BYTES, 5_242_880, "解約ガイド §4③ (C-079)")
FILES: Table[int] = always("paper_files", Unit.FILES, 4, "C-079")

REVIEW: Mapping[Bound, Table[int]] = span(
    "identity_review", Unit.BUSINESS_DAYS, 1, 3, "解約ガイド §4③ (C-080)"
)
RESULT_BY_MAIL: Table[bool] = stated("identity_result_by_mail", "解約ガイド §4③")
BLOCKS_LEAVING: Table[bool] = stated("identity_blocks_leaving", "解約ガイド §4③ (C-071)")
VOICE_STARTS_COMPLETE: Table[bool] = stated("identity_before_voice", "C-076")
REMINDER_DAYS: Table[int] = always("papers_reminder", Unit.DAYS, 3, "D-20")
IMAGES_KEPT_DAYS: Table[int] = always("paper_images_kept", Unit.DAYS, 90, "D-21")


def accepted_papers(on: date, for_voice_esim: bool = False) -> tuple[Paper, ...]:
    """The papers taken on this day, in the order of their enumeration."""
    a_day(on, "on")
    taken = FOR_VOICE_ESIM.on(on) if for_voice_esim else tuple(Paper)
    return tuple(paper for paper in Paper if paper in taken and ACCEPTED[paper].on(on))


def needs_supplement(paper: Paper | str, on: date) -> bool:
    """Whether a second paper (補助書類) has to show the present address."""
    asked = member(Paper, paper, "paper")
    return asked in WITH_SUPPLEMENT.on(a_day(on, "on"))


def is_needed(function: Function | str, on: date, buys_device: bool = False) -> bool:
    """Whether an application calls for papers: for voice, for SMS, and for any device."""
    asked = member(Function, function, "function")
    return asked in NEEDED_FOR.on(a_day(on, "on")) or buys_device


def may_upload(facts: UploadFacts) -> Verdict[UploadReason]:
    """Whether these papers are taken, with every reason against."""
    on = facts.sent_on
    holds = {
        UploadReason.NOT_AN_IMAGE: facts.is_other_format,
        UploadReason.TOO_BIG: max(facts.sizes) > FILE_BYTES.on(on),
        UploadReason.TOO_MANY: len(facts.sizes) > FILES.on(on),
        UploadReason.UNREADABLE: facts.is_unreadable,
        UploadReason.EXPIRED: facts.is_expired,
        UploadReason.NOT_OWN: facts.is_not_own,
        UploadReason.ADDRESS_DIFFERS: facts.address_differs,
        UploadReason.PAPER_NOT_ACCEPTED: facts.paper
        not in accepted_papers(on, facts.for_voice_esim),
        UploadReason.SUPPLEMENT_MISSING: needs_supplement(facts.paper, on)
        and not facts.has_supplement,
    }
    return against(holds)


def review_due_on(submitted_on: date) -> date:
    """The last day of the review: business days counted from the day after (C-080)."""
    day = a_day(submitted_on, "submitted_on")
    return add_business_days(day, REVIEW[Bound.MOST].on(day))


def is_overdue(submitted_on: date, today: date) -> bool:
    """Whether a review that is still open should be over."""
    return review_due_on(submitted_on) < a_day(today, "today")


def reminder_on(asked_on: date) -> date:
    """The day on which a member who has sent no papers is reminded (M-10)."""
    day = a_day(asked_on, "asked_on")
    return day + timedelta(days=REMINDER_DAYS.on(day))


def images_kept_through(decided_on: date) -> date:
    """The last day on which the pictures are kept; they are purged when it is over."""
    day = a_day(decided_on, "decided_on")
    return day + timedelta(days=IMAGES_KEPT_DAYS.on(day))
