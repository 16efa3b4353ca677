"""The boards: what customers read, what the staff read, and who keeps them right."""
