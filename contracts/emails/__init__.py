"""The mails about what a member holds, by subject."""

from contracts.emails.data import data_bought, data_runs_out

__all__ = ["data_bought", "data_runs_out"]
