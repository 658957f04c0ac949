"""The command `digest templates`: its arguments, and how `--help` explains it."""

import argparse

_EPILOG = """\
example: put a sentence under the site's name
  digest templates parts/frame.html     copies that file into templates/ of your site
  (open templates/parts/frame.html, change it, save it)
  digest build                          makes the pages that show it again

A file in templates/ stands in for the default one of the same name, and templates/static/ is
published as static/. Colours, fonts, logo, navigation and footer need no copy: config.yaml sets them
(theme:). A copy begins with a comment that says of which version it is. Keep it, and this command
tells you when a newer digest has another default; what you copied stays as it is.
Copy few and small files: only what you copied no longer changes with digest.
exit codes: 0 listed or copied, 1 nothing was copied, 2 a wrong command line, 3 a bug of digest.
"""


def add_templates_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    parser = commands.add_parser(
        "templates",
        help="list the templates and styles that a site can replace, or copy one to change it",
        description="List every template, style sheet and script of the default theme, what it is for, and whether this site has its\n"
        "own in its place. With a name, copy that one into templates/; what stands there is never overwritten.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command="templates")
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="what to copy, such as home.html")
    parser.add_argument("--folder", metavar="FOLDER", default=".", help="the site's folder (default: the current one)")
