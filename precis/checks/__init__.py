"""The checks of `scripts/check.py`: a module a check, all in the table `checks`."""
