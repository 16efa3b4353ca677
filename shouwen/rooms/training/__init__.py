"""Training: what I have passed, who may not serve yet, how people are marked and coached."""
