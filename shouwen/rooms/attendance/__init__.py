"""The room of attendance: my month, the team today, the plan of shifts."""
