#!/usr/bin/env python3
"""Runs Examples/spark/label_corpus.py with PySpark in local mode, and holds what it writes against what
the command says of the same records.

usage: spark.py [--stance PROGRAM] [--documents N] [--strict]

Skipped with a message where this Python has no pyspark or the machine has no Java (fails with --strict).
"""

import argparse
import importlib.util
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCRIPT = os.path.join(ROOT, "Examples", "spark", "label_corpus.py")
SCHEMA = os.path.join(ROOT, "docs", "stance-1.schema.json")
FAILURES = []


def expect(condition, what):
    if not condition:
        FAILURES.append(what)
        print("FAILED: " + what)


# ---------------------------------------------------------------- records

PARTIES = ["Norway", "Sweden", "Finland", "Hungary", "Kenya", "Brazil", "Japan", "Georgia"]
SENTENCES = [
    "{a} denied that it had closed the port.",
    "{b}'s foreign minister, Anna Lind, said the accusations are groundless.",
    "She promised to open a second lane before the summer.",
    "“We welcome the decision of {a},” the minister said.",
    "{a} condemned the attack on the village.\n\n{b} has not commented.",
    "The ferry was late again.",
]


def records(count):
    """Lines of JSON, and among them some that are no records."""
    chance = random.Random(2020)
    for number in range(count):
        a, b = chance.sample(PARTIES, 2)
        text = " ".join(chance.choice(SENTENCES) for _ in range(chance.randint(1, 4)))
        record = {
            "id": number if number % 2 else "no. %d" % number, "date": "2020-01-%02d" % (number % 28 + 1),
            "text": text.format(a=a, b=b), "page": {"numbers": [number, 0.5], "error": "\"error\": none"}}
        if number % 1000 == 10:
            del record["text"]
        if number % 1000 == 20:
            record["text"] = number
        line = json.dumps(record, ensure_ascii=number % 3 == 0).encode()
        if number % 1000 == 30:
            line = line[:-5]
        if number % 1000 == 40:
            line = line.replace(b'"text": "', b'"text": "\xff')
        if number % 1000 == 50:
            del record["id"]
            line = b"\n" + json.dumps(record).encode() + b"\r"
        yield line + b"\n"


# ---------------------------------------------------------------- comparison


def agrees(said, written):
    """Whether what Spark wrote is what the command said; what it did not say is null."""
    if isinstance(said, dict):
        return all(agrees(said.get(name), value) for name, value in written.items()) and set(said) <= set(written)
    if isinstance(said, list):
        return isinstance(written, list) and len(said) == len(written) and all(map(agrees, said, written))
    return said == written


def is_as_said(said, written):
    if ("error" in said) != bool(written["error"]):
        return False
    if "error" in said:
        # Places in a partition are others than in the file.
        reason = said["error"].split(" at byte offset")[0]
        return (written["error"].startswith(reason) and written["line"] > 0 and bool(written["record"])
                and (said["id"] is None or str(said["id"]) == written["id"]))
    written = dict(written, fields=json.loads(written["fields"]))
    said = dict(said, id=written["id"] if str(said["id"]).startswith("-:") else str(said["id"]))
    return agrees(said, written)


def columns(schema, node):
    """A node of the JSON Schema as nested names, to be held against the columns."""
    while True:
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
        elif "anyOf" in node:
            node = next(n for n in node["anyOf"] if n.get("type") != "null")
        else:
            break
    if "properties" in node:
        return {name: columns(schema, value) for name, value in node["properties"].items()}
    if node.get("type") == "array":
        return [columns(schema, node["items"])]
    if "const" in node:
        return "boolean" if node["const"] is True else "string"
    kinds = node.get("type", "string")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return "string" if {"string", "object"} & set(kinds) else "integer" if "integer" in kinds else "double"


def nested(kind):
    """The same of Spark's columns."""
    if kind.typeName() == "struct":
        return {field.name: nested(field.dataType) for field in kind.fields}
    if kind.typeName() == "array":
        return [nested(kind.elementType)]
    return {"long": "integer"}.get(kind.typeName(), kind.typeName())


# ---------------------------------------------------------------- runs


def run(arguments, folder):
    result = subprocess.run(
        [sys.executable, SCRIPT, *arguments], cwd=folder, capture_output=True, text=True,
        env=dict(os.environ, PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1"))
    summary = (result.stdout.strip().splitlines() or [""])[-1]
    print(summary)
    return result.returncode, summary, result.stderr


def test_json_lines(spark, stance, count, folder):
    corpus = os.path.join(folder, "corpus.jsonl")
    with open(corpus, "wb") as file:
        file.writelines(records(count))
    said = subprocess.run(
        [stance, "label", "--quiet", "--rules", "default", "--input", "jsonl", "--format", "jsonl", "-"],
        stdin=open(corpus, "rb"), capture_output=True)
    expect(said.returncode == 2, "the command should tell that some records are broken")
    said = [json.loads(line) for line in said.stdout.splitlines()]
    status, summary, messages = run(["--stance", stance, "--partitions", "4", corpus, "labelled"], folder)
    failed = sum("error" in document for document in said)
    expect(failed >= 4, "too few records of the corpus are broken")
    expect(status == 2, "some records were not labelled, but the status is %d\n%s" % (status, messages))
    expect(summary.startswith("%d records, %d of them" % (len(said), failed)), "the summary: " + summary)
    if status != 2:
        return
    written = [row.asDict(recursive=True) for row in spark.read.parquet(os.path.join(folder, "labelled")).collect()]
    # Records without a readable id come in any order.
    key = lambda document: str(document["id"]) if document["id"] is not None else ""
    named = {key(row): row for row in written}
    unnamed = [row for row in written if row["id"] is None or ":" in row["id"]]
    expect(len(written) == len(said), "%d rows for %d records" % (len(written), len(said)))
    expect(len(named) >= len(said) - failed, "ids are not kept apart")
    for document in said:
        is_unnamed = document["id"] is None or str(document["id"]).startswith("-:")
        rows = unnamed if is_unnamed else [named.get(key(document))]
        if not any(row and is_as_said(document, row) for row in rows):
            return expect(False, "differs from the command: %s" % json.dumps(document))
    acts = sum(len(sentence["acts"]) for document in said for sentence in document.get("sentences", []))
    expect(acts > count / 2 and summary.endswith(" %d acts" % acts), "%d acts, but: %s" % (acts, summary))


# A program that is killed over some records, as by a system that has no memory left.
FRAGILE = """#!%s
import os, signal, subprocess, sys
text = b"" if "--text" in sys.argv else sys.stdin.buffer.read()
if b"ferry" in text: os.kill(os.getpid(), signal.SIGKILL)
sys.exit(subprocess.run([%r, *sys.argv[1:]], input=text).returncode)
"""


def test_parquet(spark, stance, folder):
    """Parquet with other column names, and a program that does not live through all records."""
    fragile = os.path.join(folder, "fragile")
    with open(fragile, "w") as file:
        file.write(FRAGILE % (sys.executable, stance))
    os.chmod(fragile, 0o755)
    texts = [
        "The ferry was late." if number in (3, 20) else None if number == 5 else
        "Norway denied that it had closed port %d." % number for number in range(40)]
    table = spark.createDataFrame(
        [(number, text, number / 4) for number, text in enumerate(texts)], "key int, body string, weight double")
    table.repartition(2).write.parquet(os.path.join(folder, "table.parquet"))
    status, summary, messages = run(
        ["--stance", fragile, "--text-field", "body", "--id-field", "key", "--output-format", "json",
         "table.parquet", "labelled-json"], folder)
    expect(status == 2 and summary.startswith("40 records, 3 of them"), "Parquet: %s\n%s" % (summary, messages))
    written = {}
    for name in os.listdir(os.path.join(folder, "labelled-json")) if status == 2 else []:
        if name.endswith(".json"):
            with open(os.path.join(folder, "labelled-json", name), encoding="utf-8") as file:
                for line in file:
                    row = json.loads(line)
                    key = row["id"] if "id" in row else str(json.loads(row["record"])["key"])
                    written[key] = row
    expect(sorted(written, key=int) == [str(number) for number in range(len(texts))], "Parquet: ids %s" % sorted(written))
    for key, row in written.items():
        text = texts[int(key)]
        if text is None:
            expect(row.get("error") == "no field 'body', which holds the document", "no text: %s" % row)
        elif "ferry" in text:
            expect(row.get("error") == "stance was ended by signal 9", "killed: %s" % row)
        else:
            labels = [act["label"] for sentence in row["sentences"] for act in sentence["acts"]]
            expect(labels == ["refutation"], "%s: %s" % (key, labels))
            expect(json.loads(row["fields"]) == {"weight": int(key) / 4}, "fields: %s" % row["fields"])


def test_refusals(stance, folder):
    """What is wrong with the job itself is told before it begins."""
    rules = os.path.join(folder, "broken.json")
    with open(rules, "w") as file:
        file.write("{\"schema\": \"stance-rules/1\", \"lables\": []}")
    for arguments, reason in [
            (["--stance", stance, "--rules", rules, "corpus.jsonl", "x"], "lables"),
            (["--stance", "nowhere", "corpus.jsonl", "x"], "nowhere: no such file"),
            (["--stance", stance, "corpus", "x"], "--input-format")]:
        status, _, messages = run(arguments, folder)
        expect(status != 0 and reason in messages and "Traceback" not in messages, "no '%s' in: %s" % (reason, messages))


def main():
    parser = argparse.ArgumentParser(description="Tests the PySpark example.")
    parser.add_argument("--stance", default=os.path.join(ROOT, ".build", "debug", "stance"))
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--strict", action="store_true", help="a missing tool is a failure")
    options = parser.parse_args()
    missing = [name for name, is_there in [
        ("pyspark", importlib.util.find_spec("pyspark")), ("java", shutil.which("java"))] if not is_there]
    if missing:
        print("Examples/spark: skipped: no %s" % ", ".join(missing))
        return 1 if options.strict else 0
    stance = os.path.abspath(options.stance)
    if not os.path.exists(stance):
        print("no program at %s: run 'swift build' first, or name it with --stance" % options.stance)
        return 2
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    sys.path.insert(0, os.path.dirname(SCRIPT))
    import label_corpus
    from pyspark.sql import SparkSession
    with open(SCHEMA, encoding="utf-8") as file:
        schema = json.load(file)
    published = dict(columns(schema, schema["$defs"]["document"]), **columns(schema, schema["$defs"]["brokenRecord"]))
    expect(nested(label_corpus.DOCUMENT) == published, "the columns differ from docs/stance-1.schema.json")
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    with tempfile.TemporaryDirectory(prefix="stance-spark-") as folder:
        test_json_lines(spark, stance, options.documents, folder)
        test_parquet(spark, stance, folder)
        test_refusals(stance, folder)
    spark.stop()
    print("Examples/spark: %s" % ("FAILED" if FAILURES else "passed"))
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
