"""The practice store: where slips are paid at the till."""
