"""The rules of the house that a machine can check and `import-linter` cannot: one door per library, purity, one section that writes.

Who may import whom is said in `pyproject.toml`, and checked by `lint-imports`.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.support.program import PACKAGE, syntax_trees

# Sections and adapters whose results depend on their arguments alone.
PURE = (
    *("model", "planning", "editing", "rendering", "privacy", "checking", "importing"),
    *("adapters.localization", "adapters.multi_search", "adapters.serialization"),
)
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 350, 45
MOST_ENTRIES, MOST_ENTRIES_OF_THE_ROOT = 14, 16


@dataclass(frozen=True)
class Module:
    """A module of digest: `name` is dotted, without `digest.`; `names` are all it imports, each to the last dot."""

    name: str
    text: str
    tree: ast.Module
    names: frozenset[str]

    @property
    def section(self) -> str:
        return self.name.partition(".")[0]

    def within(self, packages: Iterable[str]) -> bool:
        return any(f"{self.name}.".startswith(f"{package}.") for package in packages)


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for file, tree in syntax_trees().items():
        name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__") or "__init__"
        text = file.read_text(encoding="utf-8")
        found.append(Module(name, text, tree, frozenset(imported(tree))))
    return tuple(found)


def imported(tree: ast.Module) -> Iterator[str]:
    """Return every imported name, whole: late imports and those for type checkers count too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def nodes(module: Module) -> tuple[ast.AST, ...]:
    """Return all of a module's syntax tree."""
    return tuple(ast.walk(module.tree))


@cache
def used(module: Module) -> tuple[tuple[str, int], ...]:
    """Return every dotted name that a module uses, such as `os.environ` or `x.write_text`, with its line."""
    names = (node for node in nodes(module) if isinstance(node, ast.Attribute | ast.Name))
    return tuple((ast.unparse(node), node.lineno) for node in names)


def breaches(checked: Iterable[Module], pattern: str) -> list[str]:
    search = re.compile(pattern)
    named = ((module.name, name, line) for module in checked for name, line in used(module))
    return [f"{module}:{line} {name}" for module, name, line in named if search.search(name)]


def outside_of(*sections: str) -> list[Module]:
    return [module for module in modules() if module.section not in sections]


def pure_modules() -> list[Module]:
    return [module for module in modules() if module.within(PURE)]


def libraries(module: Module) -> set[str]:
    """Return the top names of the libraries that a module imports."""
    return {name.partition(".")[0] for name in module.names} - sys.stdlib_module_names - {"digest"}


def test_the_model_imports_only_itself_and_the_standard_library() -> None:
    assert {m.name: libraries(m) for m in modules() if m.section == "model" and libraries(m)} == {}


def test_a_library_has_one_door() -> None:
    doors = Counter(library for module in modules() for library in libraries(module))
    assert {library for library, count in doors.items() if count > 1} == {"markupsafe", "markdown", "PIL"}
    # Extensions of Python-Markdown are classes of its own: they are beside the module that calls it.
    extended = {module.name.rpartition(".")[0] for module in modules() if "markdown" in set(libraries(module))}
    assert extended == {"rendering.markup"}
    # One module draws, another makes smaller copies of photographs: they share nothing but the library.
    pictures = {module.name for module in modules() if "PIL" in libraries(module)}
    assert pictures == {"rendering.graphics.pictures", "rendering.graphics.social_image"}
    assert {"jinja2", "markdown", "yaml", "feedgen"} <= doors.keys()


def test_markup_is_made_in_one_place() -> None:
    calls = [(m.name, node) for m in modules() for node in nodes(m) if isinstance(node, ast.Call)]
    assert [name for name, call in calls if ast.unparse(call.func).endswith("Markup")] == ["rendering.markup.sanitize"]


WRITES = (
    r"\.(write_text|write_bytes|touch|mkdir|makedirs|rmdir|unlink|symlink_to|hardlink_to|chmod|copyfile|copytree|rmtree)$"
    r"|^(shutil|tempfile)\b|^os\.(replace|rename|remove|unlink|mkdir|makedirs|rmdir|removedirs|link|symlink|chmod|truncate|utime|mkfifo)$"
)


def test_only_the_writing_room_writes() -> None:
    assert breaches(outside_of("writing"), WRITES) == []


def test_files_are_opened_for_reading_only_outside_of_the_writing_room() -> None:
    modes = [
        (module.name, ast.unparse(node))
        for module in modules()
        for node in nodes(module)
        if module.section != "writing"
        and isinstance(node, ast.Call)
        and re.search(r"(^|\.)(open|fdopen)$", ast.unparse(node.func))
    ]
    # The command opens the null device, to which what nobody reads any more is written.
    null_device = ("cli.main", "os.open(os.devnull, os.O_WRONLY)")
    assert null_device in modes
    others = [mode for mode in modes if mode != null_device]
    assert [(name, call) for name, call in others if not re.search(r"\('rb'\)$", call)] == []
    assert {name.partition(".")[0] for name, _ in others} == {"reading"}


def test_pure_modules_know_no_disk_environment_chance_or_locale() -> None:
    forbidden = {
        "glob", "io", "locale", "os", "pathlib", "platform", "random", "secrets", "shutil", "socket", "subprocess", "tempfile", "time",
    }  # fmt: skip
    found = {(m.name, n) for m in pure_modules() for n in m.names if n.partition(".")[0] in forbidden}
    assert {(name, n) for name, n in found if n not in {"io.BytesIO", "io.StringIO"}} == set()  # which are memory
    assert (
        breaches(
            pure_modules(), r"^(open|input|print|Path|sys|logging)\b|\.(read_text|read_bytes|uuid[14]|getenv|environ)$"
        )
        == []
    )


def test_only_the_command_reads_the_environment_and_the_calendar() -> None:
    clock = r"\b(environ|getenv)\b|\b(datetime|date)\.(now|today|utcnow)$|^time\.(time|localtime|monotonic)$"
    assert breaches(outside_of("cli"), clock) == []


def test_words_on_the_terminal_come_from_the_command_alone() -> None:
    assert {module.section for module in modules() for name, _ in used(module) if name == "print"} == {"cli"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = re.compile(r"util|helper|manager|misc|(^|[._])(process|handle)(_|$)")
    names = {
        f"{module.name}.{node.name}".lower()
        for module in modules()
        for node in nodes(module)
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
        for node in nodes(module)
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
        changing += [(module.name, "global") for node in nodes(module) if isinstance(node, ast.Global)]
    assert changing == []


def test_a_package_says_what_goes_into_it_and_holds_no_code() -> None:
    packages = {file: tree for file, tree in syntax_trees().items() if file.name == "__init__.py"}
    holding = {file.parent.name for file, tree in packages.items() if [type(node) for node in tree.body] != [ast.Expr]}
    assert holding == {"digest"}  # the version


def test_a_folder_is_a_table_of_contents() -> None:
    files = [file for file in PACKAGE.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    held = {one for file in files for one in (file, *file.parents) if one.is_relative_to(PACKAGE) and one != PACKAGE}
    entries = Counter(one.parent.relative_to(PACKAGE).as_posix() for one in held)
    assert (
        entries.pop(".") <= MOST_ENTRIES_OF_THE_ROOT + 1
    )  # py.typed is for type checkers; each package is a rank of its own
    assert {name: number for name, number in entries.items() if number > MOST_ENTRIES} == {}
