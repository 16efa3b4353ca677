"""The desk: the room in the browser where clerks, crews and supervisors work."""
