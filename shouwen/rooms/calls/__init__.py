"""The room of conversations: what to say now, what not, and what was said with the words marked in place."""
