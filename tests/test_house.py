"""The walls of the house, held by reading every file: who imports whom, where SQL stands, what reads a clock."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("dags", "scrapers", "transforms", "warehouse", "pipeline", "local", "tests", "bench")
FORBIDDEN = {
    "scrapers": ("transforms", "psycopg", "psycopg2", "airflow", "pipeline", "warehouse", "local", "dags"),
    "transforms": ("scrapers", "psycopg", "psycopg2", "airflow", "pipeline", "warehouse", "local", "dags"),
    "warehouse": ("airflow", "pipeline", "dags"),
    "pipeline": ("airflow", "local", "dags"),
    "local": ("pipeline", "dags"),
}
IN_MEMORY = {"io", "io.BytesIO"}
MAY_TOUCH_FILES = {"transforms/analyze.py", "transforms/explain.py", "transforms/vocab/__init__.py"}
OUTSIDE_WORLD = (
    "os",
    "io",
    "pathlib",
    "time",
    "socket",
    "urllib.request",
    "http",
    "subprocess",
    "logging",
    "random",
    "requests",
)
CLOCKS = {"now", "today", "utcnow", "time", "monotonic"}
SQL = re.compile(
    r"^\s*(select\s.+\sfrom|insert\s+into|update\s.+\sset|delete\s+from|create\s+(table|view|role|database)|alter\s)",
    re.I | re.S,
)
DRAWERS = re.compile(r"(^|/)(utils?|helpers?|common|misc|shared|lib)(\.py|/)")


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def within(name: str, module: str) -> bool:
    return name == module or name.startswith(module + ".")


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_only_what_lies_before_it(room: str) -> None:
    allowed = {"scrapers", "scrapers.page"} if room == "transforms" else set()
    crossings = [
        f"{relative(path)} imports {name}"
        for path in files(room)
        for name in imports(path)
        for module in FORBIDDEN[room]
        if within(name, module) and name not in allowed and not within(name, "scrapers.page")
    ]

    assert [] == crossings


def test_nothing_imports_the_dags_but_the_dags_and_the_tests() -> None:
    crossings = [
        relative(path)
        for room in ROOMS
        if room not in ("dags", "tests")
        for path in files(room)
        if any(within(name, "dags") for name in imports(path))
    ]

    assert [] == crossings


def test_sql_stands_only_in_the_warehouse() -> None:
    strays = [
        f"{relative(path)}:{node.lineno}"
        for room in ROOMS
        if room not in ("warehouse", "tests")
        for path in files(room)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]

    assert [] == strays


def test_transforms_read_no_clock_file_or_network() -> None:
    touches = []
    for path in files("transforms"):
        if relative(path) in MAY_TOUCH_FILES:
            continue
        tree = ast.parse(path.read_text())
        # bytes in memory are no file, and some libraries read nothing else
        named = imports(path) - (IN_MEMORY if "io.BytesIO" in imports(path) else set())
        touches += [
            f"{relative(path)} imports {name}" for name in named if any(within(name, m) for m in OUTSIDE_WORLD)
        ]
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        touches += [
            f"{relative(path)} opens a file" for call in calls if isinstance(call, ast.Name) and call.id == "open"
        ]
        touches += [
            f"{relative(path)} reads the clock: {call.attr}"
            for call in calls
            if isinstance(call, ast.Attribute) and call.attr in CLOCKS
        ]

    assert [] == touches


def test_a_broad_except_stands_only_at_a_named_fence() -> None:
    fences = [
        f"{relative(path)}"
        for room in ROOMS
        for path in files(room)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]

    assert {"transforms/fence.py", "local/up.py", "scrapers/crawl.py", "bench/readers.py"} >= set(fences)


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )

    assert [] == [name for name in tracked if DRAWERS.search(name)]


def test_the_locks_name_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        packages = re.findall(r"^[a-z0-9].*==", text, re.M)

        hashed = re.findall(r"^[a-z0-9].*==.*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.M)

        assert "://" not in text
        assert packages and len(packages) == len(hashed)


def test_every_command_of_the_makefile_is_explained_and_stands_in_the_readme() -> None:
    makefile, readme = (ROOT / "Makefile").read_text(), (ROOT / "README.md").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    explained = set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))

    assert targets == explained
    assert [] == [target for target in sorted(targets - {"help"}) if f"make {target}" not in readme]


def test_a_target_is_one_line_that_calls_one_command() -> None:
    recipes = re.findall(r"^[a-z-]+:[^\n]*\n((?:\t[^\n]*\n)+)", (ROOT / "Makefile").read_text(), re.M)

    assert all(recipe.count("\n") == 1 for recipe in recipes)
