"""The policy book as people read it: a public page, and docs/policies.md."""
