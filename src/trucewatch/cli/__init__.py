"""The commands, thin. Whatever is heavy is imported inside them, so that one report is read in
under half a second.

group · reading, asking, judging, keeping, scoring, demo · steps · options
"""

from trucewatch.cli.group import commands, main

__all__ = ["commands", "main"]
