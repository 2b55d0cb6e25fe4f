#!/usr/bin/env python3
"""Counts the instructions of the command on fixed texts, and holds them against recorded counts.

    Benchmarks/instructions.py            # compares; status 1 where there are too many
    Benchmarks/instructions.py --record   # writes Benchmarks/Record/instructions.json anew

Instructions are counted by callgrind (valgrind), so that what else the machine does is no matter. Two
runs are counted, of an empty document and of COPIES times the example texts: the first is the start with
the shipped rules, told per byte of rules.json, the difference is the labelling, told per byte of text.
The binary is the one that `make` builds. Counts of another compiler or kind of processor are not
compared. A change that is meant to cost more, such as many new rules, records them anew.
"""
import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RECORD = os.path.join(ROOT, "Benchmarks", "Record", "instructions.json")
TEXTS = ["article.txt", "newswire.txt"]
COPIES = 24
# How much more than recorded is let pass.
TOLERANCE = 0.03


def count(stance, text, folder):
    """Instructions of labelling a text, from the start of the process to its end."""
    path = os.path.join(folder, "text.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(COPIES):
            file.write(json.dumps({"text": text}) + "\n")
    result = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", stance, "label", "--quiet", "--jobs", "1",
         "--rules", os.path.join(ROOT, "rules.json"), "--format", "jsonl", path],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        # Tables of Swift are laid out by chance otherwise.
        env=dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1"))
    found = re.search(r"Collected : (\d+)", result.stderr)
    if result.returncode != 0 or not found:
        sys.exit("instructions.py: %s failed under valgrind:\n%s" % (stance, result.stderr))
    return int(found.group(1))


def measure(stance):
    text = ""
    for name in TEXTS:
        with open(os.path.join(ROOT, "Examples", name), encoding="utf-8") as file:
            text += file.read() + "\n\n"
    with tempfile.TemporaryDirectory() as folder:
        start = count(stance, "", folder)
        both = count(stance, text, folder)
    version = None
    if shutil.which("swift"):
        version = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.splitlines()
    return {
        "compiler": version[0].strip() if version else "unknown", "machine": platform.machine(),
        "start_per_rules_byte": round(start / os.path.getsize(os.path.join(ROOT, "rules.json")), 2),
        "labelling_per_text_byte": round((both - start) / (COPIES * len(text.encode())), 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stance", default=os.path.join(ROOT, ".build", "release", "stance"))
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--build", action="store_true", help="run 'make' first")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("instructions: skipped: no valgrind")
        return 0
    if options.build and subprocess.run(["make", "--silent", "-C", ROOT]).returncode != 0:
        return 1
    if not os.path.exists(options.stance):
        sys.exit("instructions.py: no program at %s: run 'make' first" % options.stance)
    found = measure(options.stance)
    if options.record:
        with open(RECORD, "w", encoding="utf-8") as file:
            file.write(json.dumps(found, indent=2) + "\n")
        print("recorded: %s" % json.dumps(found))
        return 0
    with open(RECORD, encoding="utf-8") as file:
        recorded = json.load(file)
    other = [name for name in ("compiler", "machine") if found[name] != recorded[name]]
    if other:
        print("instructions: skipped: counted with another %s: %s" % (other[0], recorded[other[0]]))
        return 0
    status = 0
    for name in ("start_per_rules_byte", "labelling_per_text_byte"):
        change = found[name] / recorded[name] - 1
        print("%s: %s, recorded %s (%+.1f %%)" % (name, found[name], recorded[name], change * 100))
        if change > TOLERANCE:
            status = 1
            print("    more than %d %% above what is recorded; if it is meant so: Benchmarks/instructions.py --record"
                  % (TOLERANCE * 100))
        elif change < -TOLERANCE:
            print("    far below what is recorded: Benchmarks/instructions.py --record keeps it so")
    return status


if __name__ == "__main__":
    sys.exit(main())
