"""The roster: units, people and their posts from files, so that a house can be staffed without programming."""

from shouwen.works.people.roster.faults import Faults
from shouwen.works.people.roster.loading import Change, Loaded, load

__all__ = ["Change", "Faults", "Loaded", "load"]
