"""The house rules that a machine can keep: the star of imports, one door per library, purity, one room for writing, small modules."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "digest"
ROOMS = ("reading", "planning", "editing", "rendering", "guarding", "writing")
# What rooms may import beside themselves. `redacting` is a package of its own, since texts are redacted where they are assembled and
# where they are rendered.
SHARED = {"model", "packing", "wording", "redacting", "searching"}
PURE = ("model", "planning", "editing", "rendering", "redacting", "guarding", "packing", "wording", "searching")
DOORS = {
    "PIL",
    "ada_url",
    "ahocorasick_rs",
    "babel",
    "cbor2",
    "feedgen",
    "filelock",
    "imagesize",
    "jinja2",
    "markdown",
    "msgspec",
    "nh3",
    "pagefind_bin",
    "ruamel",
    "sentencex",
    "yaml",
}
JOINERS = {
    "edit",
    "foresee",
    "forget",
    "job",
    "keep",
    "pipeline",
    "publish",
    "redaction",
    "render",
    "search",
    "tasks",
    "templates",
}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 220, 45

# What cli.py is made of, and what it starts.
COMMAND_LINE = {
    *("arguments", "build", "console", "edit", "edit_arguments", "edit_console", "forget", "telling"),
    *("template_arguments", "template_console", "templates"),
}
# What cli.py may take from the rooms: the values that it makes of its arguments.
CLI_MAKES = {
    "job.Job",
    "job.Options",
    "model.result.Result",
    "planning.visibility.Viewpoint",
    "profile.Profile",
    "reading.dates.BadDateError",
    "reading.dates.parse_moment",
}


@dataclass(frozen=True)
class Module:
    """A module of digest: `name` is dotted, without `digest.`; `names` are all it imports, each to the last dot."""

    name: str
    text: str
    tree: ast.Module
    names: frozenset[str]

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__") or "__init__"
        text = file.read_text(encoding="utf-8")
        tree = ast.parse(text)
        found.append(Module(name, text, tree, frozenset(imported(tree))))
    return tuple(found)


def imported(tree: ast.Module) -> Iterator[str]:
    """Give every imported name, whole: late imports and those for type checkers count too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def root(name: str) -> str:
    return name.partition(".")[0]


def own(module: Module) -> set[str]:
    """Give the modules and names of digest that a module imports, without `digest.`."""
    return {name.removeprefix("digest.") for name in module.names if name.startswith("digest.")}


def target(name: str) -> str:
    """Give the module of digest that an imported name comes from."""
    known = {module.name for module in modules()}
    return name if name in known else name.rpartition(".")[0] or "__init__"


def used(module: Module) -> Iterator[tuple[str, int]]:
    """Give every dotted name that a module uses, such as `os.environ` or `x.write_text`, with its line."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute | ast.Name):
            yield ast.unparse(node), node.lineno


def breaches(rooms: Iterable[str], pattern: str) -> list[str]:
    search = re.compile(pattern)
    named = (
        (module.name, name, line) for module in modules() if module.room in set(rooms) for name, line in used(module)
    )
    return [f"{module}:{line} {name}" for module, name, line in named if search.search(name)]


def neighbours(module: Module) -> set[str]:
    """Give the rooms and top modules of digest that a module imports."""
    return {root(name) for name in own(module)}


def test_every_room_imports_only_the_model_the_shared_modules_and_itself() -> None:
    strangers = {m.name: neighbours(m) - SHARED - {m.room} for m in modules() if m.room in ROOMS}
    assert {name: rooms for name, rooms in strangers.items() if rooms} == {}


def test_the_model_imports_only_itself_and_the_standard_library() -> None:
    foreign = {
        name for m in modules() if m.room == "model" for name in m.names if root(name) not in sys.stdlib_module_names
    }
    assert {name for name in foreign if not name.startswith("digest.model.")} == set()


def test_the_shared_modules_and_the_workers_know_no_room() -> None:
    known = {
        m.name: neighbours(m) for m in modules() if m.name in {"indexing", "packing", "searching", "wording", "workers"}
    }
    assert known == {"indexing": set(), "packing": set(), "searching": set(), "wording": {"model"}, "workers": set()}
    assert {n for m in modules() if m.room == "redacting" for n in neighbours(m)} == {"model", "redacting", "searching"}


def test_the_leak_gate_shares_only_rules_letters_and_the_search_with_redaction() -> None:
    """So a mistake in one of the two is caught by the other."""
    shared = [{target(n) for m in modules() if m.room == room for n in own(m)} for room in ("redacting", "guarding")]
    assert shared[0] & shared[1] == {"model.letters", "model.redaction", "searching"}


def test_only_the_pipeline_joins_rooms() -> None:
    joining = {m.name: neighbours(m) & set(ROOMS) for m in modules() if m.room not in ROOMS}
    assert {name for name, rooms in joining.items() if len(rooms) > 1} - {"cli"} == JOINERS
    assert {name for name, rooms in joining.items() if rooms} == {*JOINERS, "build", "cli"}


def test_the_command_imports_the_pipeline_the_console_and_the_values_it_makes() -> None:
    cli = next(module for module in modules() if module.name == "cli")
    assert {name for name in own(cli) if target(name) not in COMMAND_LINE} <= {
        *CLI_MAKES,
        "__version__",
    }


def test_the_console_imports_the_model_alone() -> None:
    consoles = {module.name: neighbours(module) for module in modules() if module.name in {"console", "edit_console"}}
    assert [name for name, rooms in consoles.items() if not rooms <= {"model"}] == []


def test_nobody_imports_the_command_but_its_own_entry() -> None:
    assert {m.name for m in modules() for n in own(m) if target(n) in {"cli", "console", "edit_console"}} == {
        "__main__",
        "cli",
        "telling",
        "template_console",
    }


def test_no_modules_import_each_other_in_a_ring() -> None:
    needs = {m.name: {target(name) for name in own(m)} - {m.name} for m in modules()}
    while leaves := {name for name, others in needs.items() if not others & needs.keys()}:
        needs = {name: others for name, others in needs.items() if name not in leaves}
    assert needs == {}


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_library_has_one_door(library: str) -> None:
    doors = [module.name for module in modules() if any(name.partition(".")[0] == library for name in module.names)]
    assert len(doors) == 1, doors


def test_every_library_is_known_here() -> None:
    roots = {name.partition(".")[0] for module in modules() for name in module.names}
    assert roots - sys.stdlib_module_names - {"digest"} == {*DOORS, "markupsafe"}


def test_markup_is_made_in_one_place() -> None:
    calls = [(m.name, node) for m in modules() for node in ast.walk(m.tree) if isinstance(node, ast.Call)]
    assert [name for name, call in calls if ast.unparse(call.func).endswith("Markup")] == ["rendering.html"]


WRITES = (
    r"\.(write_text|write_bytes|touch|mkdir|makedirs|rmdir|unlink|symlink_to|hardlink_to|chmod|copyfile|copytree|rmtree)$"
    r"|^(shutil|tempfile)\b|^os\.(replace|rename|remove|unlink|mkdir|makedirs|rmdir|removedirs|link|symlink|chmod|truncate|utime|mkfifo)$"
)


def test_only_the_writing_room_writes() -> None:
    assert breaches({module.room for module in modules()} - {"writing"}, WRITES) == []


def test_files_are_opened_for_reading_only_outside_of_the_writing_room() -> None:
    modes = [
        (module.name, ast.unparse(node))
        for module in modules()
        for node in ast.walk(module.tree)
        if module.room != "writing"
        and isinstance(node, ast.Call)
        and re.search(r"(^|\.)(open|fdopen)$", ast.unparse(node.func))
    ]
    # cli.py opens the null device, to which what nobody reads any more is written.
    assert {call for name, call in modes if name == "cli"} <= {"os.open(os.devnull, os.O_WRONLY)"}
    assert [(name, call) for name, call in modes if name != "cli" and not re.search(r"\('rb'\)$", call)] == []
    assert {name.partition(".")[0] for name, _ in modes} <= {"reading", "cli"}


def test_the_pure_rooms_know_no_disk_environment_chance_or_locale() -> None:
    forbidden = {
        "glob", "io", "locale", "os", "pathlib", "platform", "random", "secrets", "shutil", "socket", "subprocess", "tempfile", "time",
    }  # fmt: skip
    found = {(m.name, n) for m in modules() if m.room in PURE for n in m.names if n.partition(".")[0] in forbidden}
    assert {(name, n) for name, n in found if n not in {"io.BytesIO", "io.StringIO"}} == set()  # which are memory
    assert (
        breaches(PURE, r"^(open|input|print|Path|sys|logging)\b|\.(read_text|read_bytes|uuid[14]|getenv|environ)$")
        == []
    )


def test_only_the_command_reads_the_environment_and_the_calendar() -> None:
    clock = r"\b(environ|getenv)\b|\b(datetime|date)\.(now|today|utcnow)$|^time\.(time|localtime|monotonic)$"
    assert breaches({module.room for module in modules()} - {"cli"}, clock) == []


def test_words_on_the_terminal_come_from_the_command_alone() -> None:
    assert {module.name for module in modules() for name, _ in used(module) if name == "print"} <= {"cli", "console"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = re.compile(r"util|helper|manager|misc|(^|[._])(process|handle)(_|$)")
    names = {
        f"{module.name}.{node.name}".lower()
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name for name in names | {module.name for module in modules()} if empty.search(name)} == set()


def test_every_module_says_what_it_is_for() -> None:
    assert [module.name for module in modules() if not ast.get_docstring(module.tree)] == []


def test_modules_are_small() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_functions_are_small() -> None:
    lengths = {
        f"{module.name}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FUNCTION} == {}


def test_no_module_keeps_a_value_that_changes() -> None:
    """Tables and lists have names in capitals; nothing is `global`."""
    constant = re.compile(r"_?[A-Z][A-Z0-9_]*|__all__")
    changing = []
    for module in modules():
        for node in module.tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(
                node.value, ast.Dict | ast.List | ast.Set | ast.DictComp
            ):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                changing += [(module.name, name) for name in map(ast.unparse, targets) if not constant.fullmatch(name)]
        changing += [(module.name, "global") for node in ast.walk(module.tree) if isinstance(node, ast.Global)]
    assert changing == []


def test_a_room_is_entered_by_its_modules_not_by_its_door_sign() -> None:
    signs = {module.name: [type(node) for node in module.tree.body] for module in modules() if module.name in ROOMS}
    assert signs == {room: [ast.Expr] for room in ROOMS}
