"""The inspection room: sheets filled in on the spot, what failed, and what still has to be mended."""
