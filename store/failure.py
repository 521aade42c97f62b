"""The one error that a person can mend; a module of its own, so that catching it loads nothing else."""


class DatelineError(Exception):
    """Something the user can mend; its message is one line that says what is wrong and what to do."""
