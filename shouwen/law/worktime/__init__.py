"""Working time: calendars, and the two directions through them."""
