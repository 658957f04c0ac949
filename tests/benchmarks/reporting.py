"""What the measurements say: tables for people, and one object for machines."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any

from measuring import Cost
from outputs import Amount
from rounds import SCENARIOS, Key, Results
from targets import HUGO, PELICAN, Report, Verdict, compare, judge

MEGABYTE = 1e6


def format_report(report: Report) -> str:
    """Return the tables of one size."""
    parts = [
        f"{report.articles:,} articles\n",
        format_table(*tabulate_amounts(report.amounts)),
        format_table(*tabulate_costs(report.results)),
        format_table(
            ("target", "measured", "at most", "set for", ""),
            [
                (
                    one.words,
                    f"{one.measured:.3f}",
                    f"{one.limit:g}",
                    f"{one.least:,}",
                    show_verdict(one, report.articles),
                )
                for one in judge(report)
            ],
        ),
    ]
    if older := tabulate_older(report.results):
        parts.append(format_table(("digest, of the other digest", "medians", "pairs"), older))
    return "\n".join(parts)


def tabulate_older(results: Results) -> list[Sequence[str]]:
    """Return how digest compares with the other digest in each scenario, if there is one."""
    pairs = ((name, compare(results, ("digest", name), ("other digest", name))) for name in SCENARIOS)
    return [(name, f"{ratio.medians:.3f}", f"{ratio.pairs:.3f}") for name, ratio in pairs if ratio]


def show_verdict(verdict: Verdict, articles: int) -> str:
    """Return the last cell of a target's row."""
    if articles < verdict.least:
        return "for larger sites"
    return "met" if verdict.met else "NOT MET"


def tabulate_amounts(amounts: Mapping[str, Mapping[str, Amount]]) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Return the header and the rows of what was written: files and megabytes by kind and generator."""
    kinds = sorted({kind for by_kind in amounts.values() for kind in by_kind})
    header = ["written", *(f"{name} {unit}" for name in amounts for unit in ("files", "MB"))]
    rows = [
        [kind, *(cell for by_kind in amounts.values() for cell in show_amount(by_kind.get(kind)))] for kind in kinds
    ]
    totals = [sum_amounts(by_kind.values()) for by_kind in amounts.values()]
    return header, [*rows, ["all", *(cell for total in totals for cell in show_amount(total))]]


def sum_amounts(amounts: Iterable[Amount]) -> Amount:
    """Return all of it together."""
    listed = list(amounts)
    return Amount(sum(one.files for one in listed), sum(one.bytes for one in listed))


def show_amount(amount: Amount | None) -> tuple[str, str]:
    """Return two cells."""
    return (f"{amount.files:,}", f"{amount.bytes / MEGABYTE:,.1f}") if amount else ("-", "-")


def tabulate_costs(results: Results) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Return the header and the rows of what was measured; ratios are to the cold build of Hugo and of Pelican."""
    header = ["build", "wall s", "least", "most", "computing s", "memory MB", "of Hugo", "pairs", "of Pelican", "pairs"]
    rows: list[Sequence[str]] = []
    for key, costs in results.costs.items():
        walls = [cost.wall for cost in costs]
        memory = results.memory.get(key)
        row = [" ".join(key), *(f"{value:.2f}" for value in (median(walls), min(walls), max(walls), center(costs)))]
        ratios = (compare(results, key, other) for other in (HUGO, PELICAN))
        cells = [(f"{ratio.medians:.3f}", f"{ratio.pairs:.3f}") if ratio else ("-", "-") for ratio in ratios]
        rows.append([*row, f"{memory / MEGABYTE:,.0f}" if memory else "-", *cells[0], *cells[1]])
    return header, rows


def center(costs: Sequence[Cost]) -> float:
    """Return the median of the computing."""
    return median(cost.cpu for cost in costs)


def format_growth(reports: Sequence[Report]) -> str:
    """Return time and memory per article by size, and how they grow from 10,000 articles on, or from the smallest size."""
    ordered = sorted(reports, key=lambda report: report.articles)
    base = next((report for report in ordered if report.articles >= 10_000), ordered[0])
    rows = []
    for key in ordered[0].results.costs:
        for report in ordered:
            (time, memory), (first, least) = (weigh(one, key) for one in (report, base))
            cells = (f"{time * 1000:.3f}", f"{time / first:.2f}", f"{memory / 1000:.1f}", f"{memory / least:.2f}")
            rows.append((" ".join(key), f"{report.articles:,}", *cells))
    return format_table(("per article", "articles", "ms", "times", "kB", "times"), rows)


def weigh(report: Report, key: Key) -> tuple[float, float]:
    """Return the seconds and the bytes that a build takes per article."""
    walls = [cost.wall for cost in report.results.costs[key]]
    return median(walls) / report.articles, report.results.memory[key] / report.articles


def format_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return an aligned table: the first column to the left, all others to the right."""
    lines = [header, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "".join(
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        + "\n"
        for line in lines
    )


def to_json(report: Report) -> dict[str, Any]:
    """Return everything about one size as an object of JSON: seconds, bytes, and every run."""
    results = report.results
    return {
        "articles": report.articles,
        "written": {
            name: {kind: {"files": amount.files, "bytes": amount.bytes} for kind, amount in kinds.items()}
            for name, kinds in report.amounts.items()
        },
        "builds": [
            {
                "generator": key[0],
                "scenario": key[1],
                "wall": [cost.wall for cost in costs],
                "cpu": [cost.cpu for cost in costs],
                "memory": results.memory.get(key),
            }
            for key, costs in results.costs.items()
        ],
        "targets": [
            {"target": one.words, "measured": one.measured, "at_most": one.limit, "set_for": one.least, "met": one.met}
            for one in judge(report)
        ],
    }
