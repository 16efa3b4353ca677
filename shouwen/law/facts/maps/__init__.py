"""Maps: somebody else's log, read as facts."""

from shouwen.law.facts.maps.apply import read_log
from shouwen.law.facts.maps.language import LogMap
from shouwen.law.facts.maps.load import load_map, map_schema

__all__ = ["LogMap", "load_map", "map_schema", "read_log"]
