"""The library behind Dateline: no screen, no terminal, usable from Python alone."""
