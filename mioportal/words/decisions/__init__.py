"""Where the two articles clash or are silent, what holds here, and what else is known."""

from mioportal.words.decisions.accounts import ACCOUNTS
from mioportal.words.decisions.applying import APPLYING
from mioportal.words.decisions.ending import ENDING
from mioportal.words.decisions.facts_of_rules import FACTS_OF_RULES
from mioportal.words.decisions.facts_of_service import FACTS_OF_SERVICE
from mioportal.words.decisions.instalments import INSTALMENTS
from mioportal.words.decisions.money import MONEY
from mioportal.words.decisions.own import CHOICES_OF_ACCOUNTS
from mioportal.words.decisions.own_of_after import CHOICES_AFTER_LEAVING
from mioportal.words.decisions.own_of_applying import CHOICES_AFTER_APPLYING
from mioportal.words.decisions.own_of_choosing import CHOICES_OF_CHOOSING
from mioportal.words.decisions.own_of_holdings import CHOICES_OF_HOLDINGS
from mioportal.words.decisions.own_of_leaving import CHOICES_OF_LEAVING
from mioportal.words.decisions.own_of_payment import CHOICES_OF_PAYMENT
from mioportal.words.decisions.own_of_porting import CHOICES_OF_PORTING
from mioportal.words.decisions.own_of_signing_up import CHOICES_OF_SIGNING_UP
from mioportal.words.decisions.payment import PAYMENT
from mioportal.words.decisions.plans import PLANS
from mioportal.words.decisions.porting import PORTING
from mioportal.words.decisions.share import SHARE
from mioportal.words.decisions.sim_return import SIM_RETURN
from mioportal.words.text import Choice, Decision, Fact

__all__ = ["CHOICES", "DECISIONS", "FACTS"]

# In the order of their numbers, whichever file they are told in.
CHOICES: tuple[Choice, ...] = tuple(
    sorted(
        (
            *CHOICES_OF_ACCOUNTS,
            *CHOICES_OF_HOLDINGS,
            *CHOICES_OF_PAYMENT,
            *CHOICES_OF_SIGNING_UP,
            *CHOICES_AFTER_APPLYING,
            *CHOICES_OF_CHOOSING,
            *CHOICES_OF_PORTING,
            *CHOICES_OF_LEAVING,
            *CHOICES_AFTER_LEAVING,
        ),
        key=lambda each: int(each.id.removeprefix("D-")),
    )
)
DECISIONS: tuple[Decision, ...] = (
    *MONEY,
    *INSTALMENTS,
    *ENDING,
    *ACCOUNTS,
    *SHARE,
    *SIM_RETURN,
    *PORTING,
    *PAYMENT,
    *PLANS,
    *APPLYING,
)
FACTS: tuple[Fact, ...] = (
    *FACTS_OF_SERVICE,
    *FACTS_OF_RULES,
)
