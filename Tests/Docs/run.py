#!/usr/bin/env python3
"""Runs the commands and programs that stand in documents.

usage: run.py [--stance PROGRAM] [--strict] DOCUMENT...

Blocks of `sh`, `python`, `r` and `sql` (DuckDB) are run one after the other in a folder of their own, with the
example texts in `articles/`, `Examples` and `Tests/Gold` as in the repository, and `stance` on the path. A block
marked `needs=TOOL` is skipped where the tool is missing (fails with --strict); one marked `file=NAME` is written to
that file. A `text` block right behind one that was run is what it must print.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

RUNNERS = {
    "sh": ["bash", "-euo", "pipefail", "-c"],
    "python": [sys.executable, "-c"],
    "r": ["Rscript", "-e"],
    "sql": [sys.executable, "-c", "import duckdb, sys\nfor q in sys.argv[1].split(';'):\n    if q.strip(): print(duckdb.sql(q))"],
}
MODULES = {"pandas", "polars", "duckdb", "pyspark"}


def blocks(text):
    """The fenced blocks as (line, words of the fence, content)."""
    lines = text.split("\n")
    start = None
    for number, line in enumerate(lines):
        if line.startswith("```"):
            if start is None:
                start = number
            else:
                yield start + 1, lines[start][3:].split(), "\n".join(lines[start + 1:number]) + "\n"
                start = None


def has(tool):
    if tool in MODULES:
        return subprocess.run([sys.executable, "-c", "import " + tool], capture_output=True).returncode == 0
    return shutil.which(tool) is not None


def prepare(folder, stance):
    os.makedirs(os.path.join(folder, "bin"))
    os.symlink(stance, os.path.join(folder, "bin", "stance"))
    work = os.path.join(folder, "work")
    shutil.copytree(os.path.join(ROOT, "Examples"), os.path.join(work, "Examples"))
    os.makedirs(os.path.join(work, "articles"))
    for name in ["article.txt", "newswire.txt"]:
        shutil.copy(os.path.join(ROOT, "Examples", name), os.path.join(work, "articles"))
    shutil.copy(os.path.join(ROOT, "Examples", "article.txt"), work)
    shutil.copytree(os.path.join(ROOT, "Tests", "Gold"), os.path.join(work, "Tests", "Gold"))
    shutil.copy(os.path.join(ROOT, "rules.json"), work)
    return work


def run(document, stance, strict):
    """Runs a document; gives the numbers of blocks run, skipped and failed."""
    with open(document, encoding="utf-8") as file:
        text = file.read()
    done = skipped = failed = 0
    counts = {}
    with tempfile.TemporaryDirectory(prefix="stance-docs-") as folder:
        work = prepare(folder, stance)
        # `python3` in a recipe is this Python, which has the packages that the recipe asks for.
        folders = [os.path.join(folder, "bin"), os.path.dirname(sys.executable), os.environ["PATH"]]
        environment = dict(os.environ, PATH=os.pathsep.join(folders), EDITOR="true")
        printed = None
        for line, words, content in blocks(text):
            language, marks = words[0] if words else "", words[1:]
            options = dict(mark.split("=", 1) for mark in marks if "=" in mark)
            place = f"{os.path.relpath(document, ROOT)}:{line}"
            if language == "text" and printed is not None:
                if printed != content:
                    failed += 1
                    print(f"{place}: FAILED: printed\n{printed}instead of\n{content}")
                printed = None
                continue
            printed = None
            if "file" in options:
                with open(os.path.join(work, options["file"]), "w", encoding="utf-8") as file:
                    file.write(content)
                continue
            if language not in RUNNERS or "skip" in marks:
                continue
            needs = options.get("needs", "").split(",") + [RUNNERS[language][0]]
            missing = [tool for tool in needs if tool and tool != sys.executable and not has(tool)]
            if missing:
                skipped += 1
                failed += strict
                print(f"{place}: skipped: no {', '.join(missing)}")
                continue
            result = subprocess.run([*RUNNERS[language], content], cwd=work, env=environment, capture_output=True, text=True)
            done += 1
            if result.returncode != 0:
                failed += 1
                print(f"{place}: FAILED with status {result.returncode}\n{result.stdout}{result.stderr}")
            printed = result.stdout
            # Recipes that count the same acts must agree.
            for count in re.findall(r"^\W*acts\W+(\d+)\W*$", result.stdout, re.MULTILINE):
                counts.setdefault(count, []).append(place)
    if len(counts) > 1 and document.endswith("Cookbook.md"):
        failed += 1
        print(f"FAILED: recipes count differently: {counts}")
    print(f"{os.path.relpath(document, ROOT)}: {done} blocks run, {skipped} skipped, {failed} failed")
    return failed


def main():
    parser = argparse.ArgumentParser(description="Runs what stands in documents.")
    parser.add_argument("--stance", default=os.path.join(ROOT, ".build", "debug", "stance"))
    parser.add_argument("--strict", action="store_true", help="a missing tool is a failure")
    parser.add_argument("documents", nargs="+")
    options = parser.parse_args()
    if not os.path.exists(options.stance):
        print(f"no program at {options.stance}: run 'swift build' first, or name it with --stance")
        return 2
    stance = os.path.abspath(options.stance)
    return 1 if sum([run(document, stance, options.strict) for document in options.documents]) else 0


if __name__ == "__main__":
    sys.exit(main())
