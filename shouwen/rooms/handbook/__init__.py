"""The handbook: bodies and duties, who may do what, principles with receipts, keepers."""
