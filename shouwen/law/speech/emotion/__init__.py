"""What a customer seems to feel, from what was written or heard; it chooses prompts and nothing else."""
