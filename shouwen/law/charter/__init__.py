"""The charter: a regulation as data, loaded, checked and proven."""
