"""Everything that is written into the records, a module for each noun; one transaction an act, or nothing at all."""
