"""The rooms where people work; they meet in matters, facts and obligations, never in each other."""
