"""Reading the records, a module for each noun."""
