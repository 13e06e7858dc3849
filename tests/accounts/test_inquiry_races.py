"""Many hands on one inquiry at the same moment: one receipt, one answer, one mail of each."""

import pytest

from accounts import services
from accounts.models import Inquiry
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.factories import MID_MONTH, InquiryFactory, MemberFactory
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 8, 5
QUESTION = services.Question(topic="bill", text="いつ引き落とされますか")


def test_one_form_sent_by_many_hands_asks_once() -> None:
    for _round in range(ROUNDS):
        member = MemberFactory()

        def ask(member: object = member) -> str:
            made = services.ask_support(
                member=member, question=QUESTION, form="one", at=MID_MONTH, by=system("test")
            )
            return made.receipt_number

        receipts = at_once(HANDS, ask)
        made = Inquiry.objects.get(member=member)
        assert receipts == [made.receipt_number] * HANDS
        assert Outbox.objects.filter(user=member.user).count() == 1
        assert AuditRow.objects.filter(subject=made.receipt_number).count() == 1


def test_one_inquiry_is_answered_once() -> None:
    for _round in range(ROUNDS):
        inquiry = InquiryFactory()

        def answer(inquiry: Inquiry = inquiry) -> bool:
            fresh = Inquiry.objects.get(pk=inquiry.pk)
            try:
                services.answer_inquiry(
                    inquiry=fresh, text="25日です", at=MID_MONTH, by=system("test")
                )
            except services.AlreadyAnswered:
                return False
            return True

        assert at_once(HANDS, answer).count(True) == 1
        assert Outbox.objects.filter(user=inquiry.member.user).count() == 1
