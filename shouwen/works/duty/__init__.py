"""What has to happen by when, what was found, and who has to be told."""
