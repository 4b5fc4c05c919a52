#!/usr/bin/env python3
"""Holds the agent's energy model against the yearly energy that manufacturers published.

    python3 docs/energy-model/compare.py [FILE.csv] [--power FOLDER]

FILE.csv    computers with these columns, in any order; others are ignored (default: the ENERGY STAR list beside this script)
            spec, es_id, brand, model, type, off_w, sleep_w, long_idle_w, short_idle_w, tec_kwh
--power     the folder of machines.csv and bases.csv, the very files the agent reads (default: this repository's)

Python 3.8 or later, nothing to install. Prints Markdown tables; the same files always print the same. A file that
cannot be compared is refused with its reason and its line, and 2.
"""

import argparse
import csv
import sys
import zlib
from collections import defaultdict
from pathlib import Path
from statistics import mean, median

HERE = Path(__file__).resolve().parent
LIST = HERE / "energy-star-computers-pre-v8.csv"
POWER = HERE.parents[1] / "edge-agent/src/main/resources/power"

# What the agent would call each type; it cannot tell a thin client from a small PC nor a workstation from a desktop.
KINDS = {
    "Desktop": "desktop",
    "Workstation": "desktop",
    "Thin Client": "mini",
    "Integrated Desktop": "all_in_one",
    "Integrated Thin Client": "all_in_one",
    "Notebook": "laptop",
    "Two-In-One Notebook": "laptop",
    "Mobile Workstation": "laptop",
    "Slate/Tablet": "tablet",
}
# Version 8 of the specification brought efficient desktops; the agent's figure for small PCs is theirs.
SINCE_V8 = {"Desktop": "mini"}

# Shares of the year off, asleep, at long idle (screen dark) and at short idle (screen lit), by which the published yearly energy
# is reckoned. Recovered from lists of certified computers: they meet the published figure to 0.15 % (desktop), 0.2 % (desktop
# since version 8) and 0.7 % (notebook) in the median.
YEAR_OF_DESKTOP = (0.45, 0.05, 0.15, 0.35)
YEAR_OF_DESKTOP_SINCE_V8 = (0.15, 0.45, 0.10, 0.30)
YEAR_OF_NOTEBOOK = (0.25, 0.35, 0.10, 0.30)
KILOHOURS = 8.76

WATTS = ("off_w", "sleep_w", "long_idle_w", "short_idle_w")
COLUMNS = ("spec", "es_id", "brand", "model", "type", *WATTS, "tec_kwh")
FILE, LINE = object(), object()  # where a line is from, beside its columns

WANTED = 0.90  # share of computers the stated uncertainty has to hold
FEW = 60  # fewer computers than this are not divided any further


class Unusable(Exception):
    """What keeps a file from being compared, in words for whoever gave it."""


def number(row, column):
    """Of a line; a decimal comma is refused, since 1,234 may be meant as either."""
    text = (row[column] or "").strip()
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise Unusable(f"{row[FILE].name}, line {row[LINE]}: '{text}' in column {column} is not a number from 0; write 12.5 for twelve and a half")
    return value


class Kind:
    """A line of machines.csv."""

    def __init__(self, row):
        self.name = row["kind"]
        self.watts = tuple(
            number(row, "idle") + lit if state is None else number(row, state)
            for state, lit in (("off", 0), ("sleep", 0), (None, 0), (None, number(row, "screen")))
        )
        self.stated = number(row, "uncertainty")


class Computer:
    """A line of the list. kWh is None where none was published."""

    def __init__(self, row):
        self.type, self.brand, self.model = row["type"], row["brand"].strip().lower(), row["model"].strip().lower()
        self.id = number(row, "es_id")
        since_v8 = row["spec"].lower().lstrip("v").startswith("8")
        self.kind = (SINCE_V8 if since_v8 else {}).get(self.type, KINDS[self.type])
        if self.kind in ("laptop", "tablet"):
            self.year = YEAR_OF_NOTEBOOK
        else:
            self.year = YEAR_OF_DESKTOP_SINCE_V8 if since_v8 else YEAR_OF_DESKTOP
        self.watts = tuple(number(row, state) for state in WATTS)
        self.kwh = number(row, "tec_kwh") if row["tec_kwh"].strip() else None

    def modelled(self, watts):
        """kWh of its year by watts off, asleep, at long and at short idle."""
        return KILOHOURS * sum(share * power for share, power in zip(self.year, watts))

    def idle(self):
        """Its own watts at rest, as a meter sees them over time."""
        dark, lit = self.year[2:]
        return (self.watts[2] * dark + self.watts[3] * lit) / (dark + lit)


def read(path, columns):
    """The file's lines by column, remarks left out, each with the file and the number of its line."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            lines = list(file)
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Unusable(f"{path.name} is not UTF-8: save it as CSV (UTF-8)") from error
    told = [(at, text) for at, text in enumerate(lines, 1) if text.strip() and not text.startswith("#")]
    if not told:
        raise Unusable(f"{path.name} is empty: its first line has to name the columns {', '.join(columns)}")
    cells = csv.reader((text for _, text in told), strict=True)
    rows, begun = [], 0
    try:
        for row in cells:
            # A cell may go on over lines: the first one is where to look.
            rows.append((told[begun][0], row))
            begun = cells.line_num
    except csv.Error as error:
        raise Unusable(f"{path.name}, line {told[min(begun, len(told) - 1)][0]}: {error}") from error
    head = [cell.strip() for cell in rows[0][1]]
    missing = [column for column in columns if column not in head]
    if missing:
        semicolons = " It seems to be separated by ';': save it with ','." if len(head) == 1 and ";" in head[0] else ""
        raise Unusable(f"{path.name} lacks the columns {', '.join(missing)}; found were {', '.join(head)}.{semicolons}")
    found = []
    for at, row in rows[1:]:
        if len(row) != len(head):
            raise Unusable(f"{path.name}, line {at}: {len(row)} cells, but the first line names {len(head)} columns")
        found.append({**dict(zip(head, row)), FILE: path, LINE: at})
    return found


def computers(path):
    rows, unknown = read(path, COLUMNS), defaultdict(int)
    known = []
    for row in rows:
        if row["type"] not in KINDS:
            unknown[row["type"]] += 1
        elif all(row[state].strip() for state in WATTS):
            known.append(Computer(row))
        else:
            unknown[row["type"] + ", watts missing"] += 1
    if not any(computer.kwh for computer in known):
        left = "".join(f"; left out: {count} of type '{name}'" for name, count in sorted(unknown.items()))
        raise Unusable(
            f"{path.name} has no line that can be compared: a type of {', '.join(KINDS)},"
            f" {', '.join(WATTS)} and tec_kwh above 0 are needed on one line; {len(rows)} lines were read{left}"
        )
    return known, unknown


def quantile(values, share):
    """Between the two nearest values, in a straight line."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def needed(errors):
    """The smallest +/- that holds the wanted share."""
    ordered = sorted(abs(error) for error in errors)
    return ordered[max(0, -int(-WANTED * len(ordered) // 1) - 1)]


def inside(errors, bound):
    return sum(abs(error) <= bound for error in errors) / len(errors)


def percent(share):
    return f"{100 * share:+.0f} %".replace("-0 %", "+0 %")


def part(share):
    # Cut, not rounded: 89.96 is not 90.
    return f"{int(1000 * share + 1e-9) / 10:.1f} %"


def table(title, head, rows):
    print(f"\n**{title}**\n")
    print("| " + " | ".join(head) + " |")
    print("|---" + "|---:" * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


def line(modelled, published, stated):
    """Bias, spread and cover; errors are (published - modelled) / modelled, as the uncertainty is stated."""
    errors = [there / here - 1 for here, there in zip(modelled, published)]
    return [
        len(errors),
        f"{mean(modelled):.1f}",
        f"{mean(published):.1f}",
        percent(sum(published) / sum(modelled) - 1),
        percent(mean(errors)),
        percent(median(errors)),
        *(percent(quantile(errors, share)) for share in (0.05, 0.25, 0.75, 0.95)),
        f"± {100 * needed(errors):.0f} %",
        f"± {100 * stated:.0f} %",
        part(inside(errors, stated)),
    ]


BIAS = ["n", "model, kWh", "published, kWh", "bias: sum", "mean", "median", "5 %", "25 %", "75 %", "95 %", "90 % needs", "stated", "inside"]


def by_kind(of, kinds):
    groups = defaultdict(list)
    for computer in of:
        groups[computer.kind].append(computer)
    return [(kinds[name], groups[name]) for name in kinds if groups[name]]


def from_kind(groups):
    rows = []
    for kind, those in groups:
        rows.append([kind.name, *line([c.modelled(kind.watts) for c in those], [c.kwh for c in those], kind.stated)])
    table("A. From kind and age alone (bases `kind` and `processor`)", ["Kind", *BIAS], rows)


def from_types(of, kinds):
    rows = []
    for name in sorted({c.type for c in of}, key=list(KINDS).index):
        those = [c for c in of if c.type == name]
        for kind in sorted({c.kind for c in those}):
            told = [c for c in those if c.kind == kind and c.kwh]
            errors = [c.kwh / c.modelled(kinds[kind].watts) - 1 for c in told]
            bias = [c.kwh for c in told], [c.modelled(kinds[kind].watts) for c in told]
            rows.append([
                name,
                kind,
                sum(c.kind == kind for c in those),
                len(told),
                percent(sum(bias[0]) / sum(bias[1]) - 1) if told else "",
                part(inside(errors, kinds[kind].stated)) if told else "",
            ])
    table("B. The same by the list's own types", ["Type", "taken for", "in the list", "with a yearly energy", "bias: sum", "inside"], rows)


def from_own_watts(groups, bases):
    def own(kind, computer, watts):
        # Off and asleep stay the kind's: whoever knows the watts at rest seldom knows these.
        return computer.modelled((kind.watts[0], kind.watts[1], watts, watts))

    metered, typed, siblings = [], [], []
    for kind, those in groups:
        published = [c.kwh for c in those]
        metered.append([kind.name, *line([own(kind, c, c.idle()) for c in those], published, bases["calibrated"])])
        typed.append([kind.name, *line([own(kind, c, c.watts[3]) for c in those], published, bases["setting"])])
        families = defaultdict(list)
        for c in those:
            families[c.brand, c.model].append(c)
        pairs = []
        for family in families.values():
            for c in family:
                others = [other.idle() for other in family if other is not c]
                if others:
                    pairs.append((own(kind, c, mean(others)), c.kwh))
        if pairs:
            siblings.append([kind.name, *line(*zip(*pairs), bases["sibling"])])
    table("C. From its own watts at rest, as a meter sees them over time (basis `calibrated`)", ["Kind", *BIAS], metered)
    table("D. From its own watts at short idle alone, as somebody reads them once and types them in (basis `setting`)", ["Kind", *BIAS], typed)
    table("E. From the watts at rest of the others of the same brand and model (basis `sibling`)", ["Kind", *BIAS], siblings)


def learnt(those):
    """A kind's watts and the +/- it needs, as the agent's were found: medians, from these computers only."""
    watts = tuple(median(c.watts[state] for c in those) for state in range(4))
    return watts, needed([c.kwh / c.modelled(watts) - 1 for c in those])


def tested(folds, stated):
    """Cover of computers by what others taught: (inside the stated, inside the bound the others need)."""
    by_stated = by_learnt = count = 0
    for taught, asked in folds:
        watts, bound = learnt(taught)
        errors = [c.kwh / c.modelled(watts) - 1 for c in asked]
        by_stated += sum(abs(error) <= stated for error in errors)
        by_learnt += sum(abs(error) <= bound for error in errors)
        count += len(asked)
    return part(by_stated / count), part(by_learnt / count)


def crossed(groups):
    rows = []
    for kind, those in groups:
        if len(those) < FEW:
            continue
        # A model's variants stay together, or a half would know the other.
        halves = [[c for c in those if zlib.crc32(f"{c.brand}|{c.model}".encode()) % 2 == side] for side in (0, 1)]
        brands = {c.brand for c in those}
        by_brand = [([c for c in those if c.brand != b], [c for c in those if c.brand == b]) for b in sorted(brands)]
        rows.append([
            kind.name,
            f"{len(halves[0])} + {len(halves[1])}",
            *tested([halves, halves[::-1]], kind.stated),
            len(brands),
            *tested([(taught, asked) for taught, asked in by_brand if taught], kind.stated),
        ])
    table(
        "F. Not circular: each computer by medians of others only",
        ["Kind", "halves", "inside the stated", "inside what the other half needs", "brands", "inside the stated", "inside what the other brands need"],
        rows,
    )


def by_age(groups):
    rows = []
    for kind, those in groups:
        if len(those) < FEW:
            continue
        ordered = sorted(those, key=lambda c: c.id)
        fifths = [ordered[i * len(ordered) // 5 : (i + 1) * len(ordered) // 5] for i in range(5)]
        rows.append([
            kind.name,
            *(percent(median(c.kwh / c.modelled(kind.watts) - 1 for c in fifth)) for fifth in fifths),
            *(part(inside([c.kwh / c.modelled(kind.watts) - 1 for c in fifth], kind.stated)) for fifth in (fifths[0], fifths[-1])),
        ])
    table(
        "G. Age: the order of certification (es_id) in fifths, median error of A in each",
        ["Kind", "first fifth", "second", "third", "fourth", "last", "inside, first fifth", "inside, last"],
        rows,
    )


def without_energy(of, kinds):
    def row(name, kind, those):
        reckoned = [c.kwh or c.modelled(c.watts) for c in those]
        modelled = [c.modelled(kind.watts) for c in those]
        errors = [there / here - 1 for here, there in zip(modelled, reckoned)]
        return [name, len(those), f"{mean(modelled):.0f}", f"{mean(reckoned):.0f}", part(inside(errors, kind.stated))]

    rows = []
    for kind in kinds.values():
        all_of_kind = [c for c in of if c.kind == kind.name]
        untold = [c for c in all_of_kind if not c.kwh]
        for name in sorted({c.type for c in untold}, key=list(KINDS).index):
            rows.append(row(f"{name}, taken for {kind.name}", kind, [c for c in untold if c.type == name]))
        if untold:
            rows.append(row(f"all {kind.name}, these with them", kind, all_of_kind))
    if rows:
        table(
            "H. Without a published yearly energy: reckoned from all four of their own watts instead",
            ["Which", "n", "model, kWh", "reckoned or published, kWh", "inside"],
            rows,
        )


def main():
    asked = argparse.ArgumentParser(description="Holds the agent's energy model against published yearly energy.")
    asked.add_argument("list", nargs="?", type=Path, default=LIST)
    asked.add_argument("--power", type=Path, default=POWER)
    asked = asked.parse_args()
    try:
        machines = read(asked.power / "machines.csv", ("kind", "off", "sleep", "idle", "screen", "uncertainty"))
        kinds = {row["kind"]: Kind(row) for row in machines}
        bases = {row["basis"]: number(row, "uncertainty") for row in read(asked.power / "bases.csv", ("basis", "uncertainty"))}
        known, unknown = computers(asked.list)
    except Unusable as error:
        print(f"compare.py: {error}", file=sys.stderr)
        return 2
    told = [c for c in known if c.kwh]
    print(f"{len(known) + sum(unknown.values())} computers in {asked.list.name}, {len(told)} of them with a yearly energy.")
    for name, count in sorted(unknown.items()):
        print(f"Left out: {count} of type {name}.")
    groups = by_kind(told, kinds)
    from_kind(groups)
    from_types(known, kinds)
    from_own_watts(groups, bases)
    crossed(groups)
    by_age(groups)
    without_energy(known, kinds)
    return 0


if __name__ == "__main__":
    # The same on every machine, whatever its locale.
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stderr.reconfigure(encoding="utf-8", newline="\n")
    sys.exit(main())
