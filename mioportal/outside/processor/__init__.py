"""The payment processor: the only place where card numbers are typed, and none is kept."""
