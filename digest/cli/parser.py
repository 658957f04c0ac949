"""The command-line parser: argparse, with “did you mean” for commands and options that do not exist."""

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any


class Parser(argparse.ArgumentParser):
    """A parser that knows its own commands, to suggest one of them."""

    _first = ""
    commands: "argparse._SubParsersAction[argparse.ArgumentParser] | None" = None

    def add_subparsers(self, **arguments: Any) -> "argparse._SubParsersAction[Any]":  # noqa: ANN401 - as argparse has it
        """Return what commands are added to."""
        self.commands = super().add_subparsers(**arguments)
        return self.commands

    def parse(self, given: Sequence[str]) -> argparse.Namespace:
        """Return the options of a command line. A mistake in it ends with exit code 2, and names what may be meant."""
        last, word = self._descend(given)
        if word is not None and last.commands is not None:
            hint = _near(word, last.commands.choices) or f"{last.prog} --help lists all commands"
            last.error(f"there is no command {word!r}; {hint}")
        options, unknown = self.parse_known_args(given)
        if unknown:
            mistyped = next((one for one in unknown if one.startswith("-")), "")
            known = re.findall(r"(?<![\w-])--[a-z][a-z-]*", last.format_help()) if mistyped.startswith("--") else ()
            hint = _near(mistyped.partition("=")[0], known)
            last.error(f"unrecognized arguments: {' '.join(unknown)}{hint and f'; {hint}'}")
        return options

    def parse_known_args(  # type: ignore[override] # the base has three overloads, and all of them lead here
        self,
        args: Sequence[str] | None = None,
        namespace: Any = None,  # noqa: ANN401 - as argparse has it
    ) -> tuple[argparse.Namespace, list[str]]:
        """Return the options of a command line, and the arguments that none of them takes."""
        self._first = args[0] if args else ""
        options: tuple[argparse.Namespace, list[str]] = super().parse_known_args(args, namespace)
        return options

    def _get_positional_actions(self) -> list[argparse.Action]:
        """Return the arguments that are no options.

        A command may have an optional argument, such as a folder, and commands of its own: the first word decides which of them is meant.
        """
        positional = super()._get_positional_actions()
        optional = [one for one in positional if one.nargs == "?"]
        if self.commands is None or not optional:
            return positional
        left_out = optional if self._first in self.commands.choices else [self.commands]
        return [one for one in positional if one not in left_out]

    def _descend(self, given: Sequence[str]) -> tuple["Parser", str | None]:
        """Return the parser of the command that is called, and the first word that should be a command but is none."""
        parser = self
        for word in given:
            if parser.commands is None or word in {"-h", "--help", "--version"}:
                return parser, None
            if word.startswith("-"):
                continue
            chosen = parser.commands.choices.get(word)
            if not isinstance(chosen, Parser):
                # Where a command is only one way to go on, the word may be the value of an option.
                return parser, word if parser.get_default("run") is None else None
            parser = chosen
        return parser, None


def _near(word: str, known: Iterable[str]) -> str:
    """Return the question which near word is meant; empty if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, sorted(set(known)), 3)
    return f"did you mean {' or '.join(near)}?" if near else ""
