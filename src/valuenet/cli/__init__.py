"""The command line; `main` is what the installed command calls."""

from valuenet.cli.entry import main

__all__ = ["main"]
