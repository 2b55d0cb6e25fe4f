#!/usr/bin/env python3
"""Turns annotations that were corrected in brat into a gold file.

usage: to_gold.py NAME.ann NAME.json > NAME.gold.tsv

NAME.json is `stance label --format json NAME.txt`, from which the sentences come. An act belongs to the sentence in
which it begins; its label is the type of the annotation, its parties and speakers stand in its note.
"""

import json
import re
import sys

PARTS = {"Source", "Cue"}


def read(lines):
    """The acts of an annotation file as (start, label, facts), in the order of their numbers."""
    acts, notes = {}, {}
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if line.startswith("T") and len(columns) == 3:
            label, start = re.match(r"(\S+) (\d+)", columns[1]).groups()
            if label not in PARTS:
                acts[columns[0]] = (int(start), label.lower())
        elif line.startswith("#") and len(columns) == 3:
            facts = dict(part.split("=", 1) for part in columns[2].split("; ") if "=" in part)
            notes[columns[1].split()[-1]] = facts
    order = sorted(acts, key=lambda number: int(number[1:]))
    return [(*acts[number], notes.get(number, {})) for number in order]


def column(values):
    """One value for all acts where they agree, else one for each."""
    return values[0] if len(set(values)) == 1 else "+".join(values)


def gold(document, acts):
    """The lines of a gold file."""
    yield f"# id: {document['id']}"
    paragraph = document["sentences"][0]["paragraph"] if document["sentences"] else 0
    for sentence in document["sentences"]:
        own = [act for act in acts if sentence["start"] <= act[0] < sentence["end"]]
        if sentence["paragraph"] != paragraph:
            yield ""
        paragraph = sentence["paragraph"]
        labels = "+".join(label for _, label, _ in own) or "none"
        parties = column([facts.get("party", "-") for _, _, facts in own] or ["-"])
        speakers = column([facts.get("speaker", "-") for _, _, facts in own] or ["-"])
        yield "\t".join([labels, parties, speakers, " ".join(sentence["text"].split())])


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.split("\n\n")[1])
    with open(sys.argv[1], encoding="utf-8") as file:
        acts = read(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        document = json.load(file)
    print("\n".join(gold(document, acts)))


if __name__ == "__main__":
    main()
