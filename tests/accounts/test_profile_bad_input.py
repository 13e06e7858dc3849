"""What people and probes type into お客様情報: no error of ours, and kept only where it is right.

One table of what is typed; every field of every form gets all of it.
"""

import unicodedata
from typing import Any

import pytest

from accounts.models import Member, User
from tests.accounts.changing import ADDRESS, BUTTONS, LOOK, NAME, stored
from tests.factories import PASSWORD, LineFactory
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

TYPED = {
    "nothing": "",
    "spaces": "  \u3000 ",
    "NUL": "a\0b",
    "NUL alone": "\0",
    "CR and LF": "new@example.jp\r\nBcc: x@example.jp",
    "tab": "\tタブ\t",
    "RTL override": "\u202e髙橋",
    "zero width": "髙\u200b橋",
    "combining": "e\u0301か\u3099",
    "zalgo": "Z" + "\u0351" * 60,
    "half-width kana": "ﾀｶﾊｼ",
    "full width": "ＡＢＣ１２３",
    "easily lost": "髙﨑𠮷",
    "variation": "葛\U000e0100",
    "emoji": "👨\u200d👩\u200d👧",
    "private use": "\ue000",
    "HTML": "<img src=x onerror=alert(1)>",
    "template": "{{7*7}}{% now 'Y' %}",
    "SQL": "'; DROP TABLE accounts_member; --",
    "formula": "=1+1",
    "path": "../../etc/passwd",
    "other digits": "٠٩٠١٢٣٤٥٦٧٨",
    "numbers": "1e309",
    "plus": "+81-90-1234-5678",
    "two addresses": "a@example.jp, b@example.jp",
    "quoted local": '"a b"@example.jp',
    "another script": "a@例え.jp",
    "surrogate": "\ud800",
    "very long": "あ" * 10_000,
    "long kana": "ア" * 41,
    "255 letters": "a" * 243 + "@example.jp.",
}
FORMS = {
    "name": (LOOK, NAME),
    "address": (LOOK, ADDRESS),
    "phone": ("電話番号を変更する", {"phone": "090-1234-5678", "daytime_phone": ""}),
    "mail": ("確認のメールを送る", {"address": "new@example.jp"}),
    "password": ("パスワードを変更する", {"password": "new-horse-2", "again": "new-horse-2"}),
}
FIELDS = [(form, name) for form, (_button, told) in FORMS.items() for name in told]


def sent(text: str) -> str:
    """What a browser can send: half a surrogate pair comes as the mark for a broken letter."""
    return text.encode(errors="replace").decode()


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=[f"{p} {f}" for p, f in FIELDS])
def test_whatever_is_typed_is_answered_in_words_and_kept_only_where_it_is_right(
    form: str, field: str
) -> None:
    member = LineFactory().member
    visitor = Visitor.signed_in_as(member)
    button, told = FORMS[form]
    for what, text in TYPED.items():
        typed = sent(text)
        visitor.open(f"/profile/{form}/")
        before = everything()
        answer = visitor.press(button, **told | {field: typed}, current=PASSWORD)
        assert answer.status == 200, what
        done = answer.path == "/profile/" or answer.has_button("変更を取りやめる")
        if answer.has_button("入力し直す"):
            assert changed(before) == {}, what
            answer = visitor.press(BUTTONS[form], current=PASSWORD)
            assert (answer.path, answer.status) == ("/profile/", 200), what
            done = True
        if done:
            _is_right(member, field)
            return_to_start(member)
            continue
        assert changed(before) == {}, what
        assert "入力内容を確認してください" in answer.words, what
        # Of a choice, what is none of the choices cannot be shown.
        kept = answer.form(button)[0].fields.get(field, [typed])
        assert kept in ([typed], [typed.replace("\r\n", "\n")]), what


def _is_right(member: Member, field: str) -> None:
    """Nothing that nobody sees, nothing in pieces, nothing too long has been kept."""
    row = stored(member)
    row["mail"] = User.objects.get(pk=member.user_id).email
    for name, value in row.items():
        if isinstance(value, str):
            assert not {unicodedata.category(each) for each in value} & {"Cc", "Cf", "Co", "Cs"}
            assert len(value) <= 254, name
            assert value == value.strip(), name


def return_to_start(member: Member) -> None:
    """As it was before, so that the next text is another change."""
    names = (*NAME, "postcode", "address", "phone", "daytime_phone", "identity")
    fields: dict[str, Any] = {name: getattr(member, name) for name in names}
    Member.objects.filter(pk=member.pk).update(**fields)
    member.mail_changes.all().delete()


@pytest.mark.parametrize("form", FORMS)
def test_fields_left_out_or_sent_twice_are_no_error_of_ours(form: str) -> None:
    visitor = Visitor.signed_in_as(LineFactory().member)
    button, told = FORMS[form]
    for strange in (dict.fromkeys(told), {name: ["x", value] for name, value in told.items()}):
        visitor.open(f"/profile/{form}/")
        assert visitor.press(button, **strange, current=PASSWORD).status == 200


@pytest.mark.parametrize("body", ["%ff%fe=%00", "family_name=%ed%a0%80", "a=1&" * 900, "do=%00"])
@pytest.mark.parametrize("form", FORMS)
def test_a_body_in_pieces_is_no_error_of_ours(form: str, body: str) -> None:
    visitor = Visitor.signed_in_as(LineFactory().member)
    visitor.client.handler.enforce_csrf_checks = False
    before = everything()
    answer = visitor.client.post(
        f"/profile/{form}/", body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in (200, 400)
    assert changed(before) == {}
