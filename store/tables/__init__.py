"""The statements of each step of the tables, a module a step; a step is never edited once it has landed."""
