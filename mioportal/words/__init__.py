"""Words for the policy book: what each rule, each reason and each decision is called."""
