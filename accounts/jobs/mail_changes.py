"""What the mails of a change of mail address have that no page shows."""

from accounts.services import mail_change
from mioportal.plumbing import mailroom

mailroom.completions[mail_change.CONFIRM_MAIL] = mail_change.with_link
