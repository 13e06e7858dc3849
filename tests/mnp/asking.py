"""Short cuts to numbers: asked for by the services that the pages call."""

from collections.abc import Callable
from datetime import datetime

from accounts.models import Member, Standing
from contracts.models import Line
from contracts.queries import line_of
from mioportal.outside.clearing import services as clearing
from mioportal.outside.models import OperatorOrder
from mioportal.plumbing import clock
from mioportal.plumbing.actor import Actor, Role, system
from mioportal.plumbing.gateways import OrderSeen, clearing_house
from mioportal.plumbing.models import Outbox, PendingAct
from mioportal.rules.operators import Operator
from mnp import queries, services
from mnp.models import PortRequest
from mnp.services import Donor
from tests.factories import LineFactory, hold

DESK = system("desk")


def by(line: Line) -> Actor:
    """The line's own member."""
    user = line.member.user
    return Actor(role=Role.MEMBER, label=user.login, source="192.0.2.1", user_id=user.pk)


def fresh(line: Line) -> Line:
    """The line as a view reads it."""
    found = line_of(line.member, line.code, clock.moment_of(line.world).date())
    assert found
    return found


def act_of(line: Line, at: datetime) -> PendingAct:
    """A wizard that waits for its last button."""
    line = fresh(line)
    act = services.begin(line=line, user=line.member.user, at=at)
    services.answer(act=act, line=line, step="survey", answers={"reasons": ["price"]}, at=at)
    digest = queries.quote_for(line, at).digest()
    assert services.agree(act=act, line=line, digest=digest, at=at)
    return act


def asked(line: Line, at: datetime) -> PortRequest:
    """A number asked for at an instant."""
    line.member.world.refresh_from_db()
    return services.ask(act=act_of(line, at), line=fresh(line), at=at, by=by(line))


def again(of: PortRequest, at: datetime) -> PortRequest:
    """The member replaces it."""
    row = PortRequest.objects.select_related("line__member__user", "line__world", "world").get(
        pk=of.pk
    )
    return services.ask_again(of=row, at=at, by=by(row.line))


def state(request: PortRequest) -> str:
    """As the row has it now."""
    return PortRequest.objects.values_list("state", flat=True).get(pk=request.pk)


def owes(member: Member, yen: int) -> None:
    """A debt begins, or ends with 0."""
    Standing.objects.filter(member=member).update(owed_yen=yen)


def checked(request: PortRequest, at: datetime, reference: str = "N-1", to: str = "au") -> None:
    """An operator asks about the number."""
    Donor().check(
        reference=reference,
        number=request.number,
        phone_number=request.line.phone_number,
        operator=to,
        at=at,
        by=system("clearing house"),
    )


def opened(reference: str, at: datetime) -> None:
    """It works over there."""
    Donor().open(reference=reference, at=at, by=system("clearing house"))


def line_at(at: datetime, **fields: object) -> Line:
    """A line whose member's clock stands there."""
    line = LineFactory(**fields)
    hold(line.member, at)
    return line


def mails(line: Line) -> list[str]:
    """The codes of the mails its member got."""
    rows = Outbox.objects.filter(user=line.member.user).order_by("pk")
    return list(rows.values_list("mail_code", flat=True))


def ordered(line: Line) -> OperatorOrder:
    """Another operator takes an order without a number."""
    return clearing.begin_one_stop(operator=Operator.AHAMO, phone_number=line.phone_number)


def seen(order: OperatorOrder) -> OrderSeen:
    """The order as the consent's page sees it."""
    found = clearing_house().look(reference=order.reference)
    assert found
    return found


def agreed(line: Line, at: datetime, order: OperatorOrder) -> PortRequest:
    """The member agrees to the order, to what the page shows at that instant."""
    line.member.world.refresh_from_db()
    return consenting(line, at, order)()


def consenting(line: Line, at: datetime, order: OperatorOrder) -> Callable[[], PortRequest]:
    """The last button of a consent's page that is open."""
    looked, mine = seen(order), fresh(line)
    shown = queries.quote_for(mine, at).digest()
    return lambda: services.consent(line=mine, order=looked, shown=shown, at=at, by=by(mine))
