"""`digest completion`: a script with which a shell completes commands and options."""

import argparse

SHELLS = ("bash", "zsh", "fish")
_EPILOG = """\
examples:
  digest completion bash > ~/.local/share/bash-completion/completions/digest
  digest completion zsh > ~/.zfunc/_digest      (with fpath+=~/.zfunc before compinit in ~/.zshrc)
  digest completion fish > ~/.config/fish/completions/digest.fish
Make the folder first if it is missing, and open a new terminal. After an update of digest, do it again.
exit codes: 0 printed, 2 a wrong command line, 3 a bug of digest.
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    parser = commands.add_parser(
        "completion",
        help="print a script with which your shell completes commands and options",
        description="Print a script with which a shell completes the commands and options of digest.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command="completion", run=run)
    parser.add_argument("shell", choices=SHELLS, help="your shell")


def run(_: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Print the script, and return the exit code."""
    import shtab

    from digest.cli.main import make_parser

    print(shtab.complete(make_parser(), shell=options.shell))
    return 0
