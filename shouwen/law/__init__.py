"""The law floor: charter, facts, worktime and judge as plain Python; no Django, no database."""
