"""The judge: facts and charter in, obligations and findings out; pure, without a clock of its own."""
