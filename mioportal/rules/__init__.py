"""The policy book: what the operator's rules say, as dated tables and pure functions.

No framework, no clock, nothing read or written. A number lives in a `Table` that is a module
constant (or in a mapping of tables that is one), so that the whole book can be listed.
"""
