"""Measures the structure of the code: sizes of folders, the graph of imports, and how often an article is handed over.

    python .ci/structure.py [FOLDER]     the folder of a checkout; by default this one

Late imports and those for type checkers count like all others. docs/architecture.md has the figures.
"""

import argparse
import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

PACKAGE = "digest"
# The shapes of an article on its way: files, source, value, node, view, row; and what they were called at first.
SHAPES = (
    *(
        "Document",
        "SourceDocument",
        "ReadDocument",
        "ContentItem",
        "Article",
        "ArticleNode",
        "ArticleView",
        "ArticleCard",
        "ArticleRow",
    ),
    *("Written", "Reading", "Kept", "CachedDocument", "KnownArticle"),
)
ARTICLE = re.compile(rf"\b({'|'.join(SHAPES)})\b")

Graph = Mapping[str, frozenset[str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one figure a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parents[1])
    root: Path = parser.parse_args(arguments).folder
    trees = {name_of(file, root): ast.parse(file.read_text(encoding="utf-8")) for file in sources(root / PACKAGE)}
    graph = imports_of(trees)
    packages = {package: frozenset(map(package_of, needs)) - {package} for package, needs in merged(graph).items()}
    handed = [pair for name, tree in trees.items() for pair in hand_overs(name, tree)]
    single = [name for name, users in importers(graph).items() if len(users) == 1]
    folder, entries = max(((one, len(entries_of(one))) for one in folders(root / PACKAGE)), key=lambda row: row[1])
    figures = {
        "modules": str(len(trees)),
        "entries at the root": str(len(entries_of(root / PACKAGE))),
        "largest folder": f"{entries} ({folder.relative_to(root).as_posix()}/)",
        "levels of packages": str(height(packages)),
        "arrows between packages": str(sum(len(needs) for needs in packages.values())),
        "modules with one importer": str(len(single)),
        "and one public name": str(sum(len(public_names(trees[name])) < 2 for name in single)),
        "hand-overs of an article": f"{len(handed)} in {len(set(handed))} pairs of module and type",
        "lines of code": f"{lines(sources(root / PACKAGE)):,}",
        "lines of tests": f"{lines(sources(root / 'tests')):,}",
    }
    width = max(map(len, figures))
    print("\n".join(f"{what:<{width}}  {figure}" for what, figure in figures.items()))
    return 0


def sources(folder: Path) -> list[Path]:
    """Return the Python files below a folder."""
    return sorted(file for file in folder.rglob("*.py") if "node_modules" not in file.parts)


def folders(package: Path) -> list[Path]:
    """Return all folders of the package, itself included."""
    return [one for one in (package, *sorted(package.rglob("*"))) if one.is_dir() and one.name != "__pycache__"]


def entries_of(folder: Path) -> list[Path]:
    """Return what `ls` shows, without the marker for type checkers."""
    return [one for one in folder.iterdir() if one.name not in {"__pycache__", "py.typed"}]


def lines(files: Sequence[Path]) -> int:
    """Return how many lines these files have."""
    return sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)


def name_of(file: Path, root: Path) -> str:
    """Return the dotted name of a module."""
    return ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def imports_of(trees: Mapping[str, ast.Module]) -> Graph:
    """Return the modules of the package that each module imports."""
    return {name: frozenset(imported(tree, trees)) - {name} for name, tree in trees.items()}


def imported(tree: ast.Module, known: Mapping[str, ast.Module]) -> Iterator[str]:
    """Yield every module of the package that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == PACKAGE:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in known else node.module


def importers(graph: Graph) -> dict[str, set[str]]:
    """Return who imports each module that anybody imports."""
    found: dict[str, set[str]] = {}
    for name, needs in graph.items():
        for need in needs:
            found.setdefault(need, set()).add(name)
    return found


def public_names(tree: ast.Module) -> list[str]:
    """Return the functions, classes and constants that a module offers."""
    named = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assigned = [node.targets[0] for node in tree.body if isinstance(node, ast.Assign)]
    names = [*named, *(target.id for target in assigned if isinstance(target, ast.Name))]
    return [name for name in names if not name.startswith("_")]


def package_of(module: str) -> str:
    """Return the package, or the module, at the root that a module belongs to."""
    return module.split(".")[1] if "." in module else module


def merged(graph: Graph) -> dict[str, frozenset[str]]:
    """Return what each package at the root imports of others."""
    found: dict[str, frozenset[str]] = {}
    for module, needs in graph.items():
        found[package_of(module)] = found.get(package_of(module), frozenset()) | needs
    return found


def height(graph: Graph) -> int:
    """Return the length of the longest chain of imports. The graph has no rings: `lint-imports` sees to that."""

    @cache
    def level(name: str) -> int:
        return 1 + max(map(level, graph.get(name, frozenset())), default=0)

    return max(map(level, graph))


def hand_overs(module: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield module and type for each parameter through which an article goes, in whichever shape."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
                found = ARTICLE.search(ast.unparse(argument.annotation)) if argument.annotation else None
                if found:
                    yield module, found[1]


if __name__ == "__main__":
    raise SystemExit(main())
