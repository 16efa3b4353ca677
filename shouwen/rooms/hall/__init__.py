"""The room of the hall: drawing numbers, the counter, and the screen that shows who is called."""
