"""The ledger: points and money that follow from findings, as entries that are never changed."""
