#!/usr/bin/env python3
"""Labels a corpus of Parquet or JSON Lines files with PySpark and `stance`.

    spark-submit label_corpus.py --stance /usr/local/bin/stance corpus.jsonl labelled

INPUT is whatever Spark can name: a file, a folder or a pattern, local or in a distributed store. OUTPUT
is a folder of Parquet files, or of JSON Lines with --output-format json, with one row for each record
of the corpus. A record that cannot be labelled becomes a row whose `error` tells why and whose `record`
is what was read; the others are not touched by it. See README.md for the columns.

The binary and the rules file are sent along with the job: nothing has to be installed on the workers,
but they must be of the kind of machine that the binary was built for. One process of `stance` labels
the records of a partition as they come, in memory that does not depend on their number.

Exit status: 0 all records were labelled, 2 some were not or nothing could be run.
"""
import argparse
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading

from pyspark import SparkFiles
from pyspark.sql import Observation, SparkSession, functions
from pyspark.sql.types import (
    ArrayType, BooleanType, DoubleType, IntegerType, LongType, NumericType, StringType, StructField, StructType)


# ---------------------------------------------------------------- the rows


def struct(**fields):
    return StructType([StructField(name, kind) for name, kind in fields.items()])


# What docs/stance-1.schema.json says, as columns, and `record`.
SPAN = struct(
    start=IntegerType(), end=IntegerType(), text=StringType(),
    parts=ArrayType(struct(start=IntegerType(), end=IntegerType())))
NAMES = ArrayType(StringType())
EVIDENCE = struct(rule=StringType(), start=IntegerType(), end=IntegerType(), text=StringType())
ACT = struct(
    label=StringType(), weight=IntegerType(), confidence=DoubleType(), attribution=IntegerType(),
    speaker=StringType(), person=StringType(), parties=NAMES, targets=NAMES, mode=StringType(),
    resolution=StringType(), source=SPAN, cue=SPAN, content=SPAN, evidence=ArrayType(EVIDENCE))
SENTENCE = struct(
    index=IntegerType(), paragraph=IntegerType(), start=IntegerType(), end=IntegerType(), text=StringType(),
    forced=BooleanType(), label=StringType(), acts=ArrayType(ACT))
ATTRIBUTION = struct(
    id=IntegerType(), source=SPAN, cue=SPAN, content=SPAN, mode=StringType(), speaker=StringType(),
    parties=NAMES, resolution=StringType(), confidence=DoubleType(), parent=IntegerType())
DOCUMENT = struct(
    schema=StringType(), id=StringType(),
    # The other columns or fields of the record, as JSON.
    fields=StringType(),
    meta=struct(
        title=StringType(), date=StringType(), source=StringType(), kind=StringType(), issuer=StringType()),
    language=StringType(), text=StringType(),
    rules=struct(name=StringType(), version=StringType(), sha256=StringType()),
    sentences=ArrayType(SENTENCE), attributions=ArrayType(ATTRIBUTION),
    # Where there is an error, these and `id` are all there is. The line is counted in its partition.
    line=LongType(), error=StringType())


# ---------------------------------------------------------------- on a worker


class Program:
    """A process of `stance` that is given records, one a line, and answers each with a line, in their order."""

    def __init__(self, command, records):
        self.unanswered = collections.deque()
        self.has_read_all = False
        self.failure = None
        self.messages = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.messages)
        self.feeder = threading.Thread(target=self.feed, args=(records,), daemon=True)
        self.feeder.start()

    def feed(self, records):
        try:
            for record in records:
                self.unanswered.append(record)
                self.process.stdin.write(record + b"\n")
            self.has_read_all = True
            self.process.stdin.close()
        except BrokenPipeError:
            # The process has ended; how, its status tells.
            pass
        except BaseException as error:
            # Spark could not read on: what was written so far may be answered.
            self.failure = error
            self.process.kill()

    def answers(self):
        """Pairs of a record and the answer to it."""
        for answer in self.process.stdout:
            # What ends without a line end was cut off.
            if answer.endswith(b"\n"):
                yield self.unanswered.popleft(), answer[:-1]

    def finish(self):
        """The exit status, when all answers have been read."""
        status = self.process.wait()
        self.process.stdout.close()
        self.feeder.join()
        if self.failure:
            raise self.failure
        return status

    def reason(self, status):
        self.messages.seek(0)
        return "stance ended with status %d: %s" % (status, self.messages.read(2000).decode(errors="replace").strip())


def label(command, records):
    """Gives each record, bytes without line end, with its answer, in their order.

    A process that is killed, by the system for want of memory or by a fault of its own, takes down no
    more than the record that it was killed over: those that it left without an answer are labelled
    one by one, and the rest by another process. All else that goes wrong concerns every record.
    """
    has_read_all = False
    while not has_read_all:
        program = Program(command, records)
        yield from program.answers()
        status = program.finish()
        has_read_all = program.has_read_all
        if not program.unanswered and status in (0, 2):
            continue
        if status >= 0:
            raise RuntimeError(program.reason(status))
        for record in program.unanswered:
            single = Program(command, iter([record]))
            answered = list(single.answers())
            status = single.finish()
            if not answered and status >= 0:
                raise RuntimeError(single.reason(status))
            yield answered[0] if answered else (record, broken("stance was ended by signal %d" % -status))


def broken(reason):
    return json.dumps({"schema": "stance/1", "line": 0, "id": None, "error": reason}).encode()


def label_partition(partition, values, arguments):
    """Rows of JSON and, where there is an error, of the record."""
    command = [
        SparkFiles.get(arguments["stance"]), "label", "--quiet", "--jobs", "1",
        "--rules", SparkFiles.get(arguments["rules"]) if arguments["rules"] else "default",
        "--text-field", arguments["text_field"], "--id-field", arguments["id_field"],
        "--input", "jsonl", "--format", "jsonl", "-"]
    records = (bytes(value) for (value,) in values)
    unnamed = b'{"schema":"stance/1","id":"-:'
    for line, (record, answer) in enumerate(label(command, records), 1):
        if answer.startswith(unnamed):
            # A record without id is named by its line, which another process has too.
            rest = answer[answer.index(b'"', len(unnamed)):]
            answer = b'{"schema":"stance/1","id":"%d:%d' % (partition, line) + rest
        elif b'"error":' in answer:
            document = json.loads(answer)
            if "error" in document:
                document["line"] = line
                yield json.dumps(document), record.decode(errors="replace")
                continue
        yield answer.decode(), None


# ---------------------------------------------------------------- the job


def read(spark, path, kind, text_field, id_field):
    """The records as one column of JSON in bytes."""
    if kind == "json":
        # As they are: Spark neither guesses a schema nor drops what is broken.
        lines = spark.read.text(path, lineSep="\n").where("trim(value) <> ''")
        return lines.select(functions.col("value").cast("binary"))
    table = spark.read.parquet(path)
    if text_field not in table.columns:
        raise SystemExit("label_corpus.py: %s: no column '%s', but %s; see --text-field" % (
            path, text_field, ", ".join(table.columns)))
    columns = []
    for field in table.schema.fields:
        column = table["`%s`" % field.name]
        if field.name == id_field and not isinstance(field.dataType, (NumericType, StringType)):
            column = column.cast("string").alias(field.name)
        columns.append(column)
    return table.select(functions.to_json(functions.struct(*columns)).cast("binary").alias("value"))


def check(program, rules):
    """Ends the job before it begins where the program does not run with these rules."""
    with tempfile.TemporaryDirectory() as folder:
        # As a worker sees it: the file alone.
        name = "default"
        if rules:
            name = shutil.copy(rules, folder)
        try:
            result = subprocess.run(
                [program, "label", "--quiet", "--rules", name, "--format", "jsonl", "--text", "None."],
                cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        except OSError as error:
            raise SystemExit("label_corpus.py: %s: %s" % (program, error.strerror))
    if result.returncode != 0:
        raise SystemExit("label_corpus.py: %s" % result.stderr.strip())


def parse(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0], epilog="See README.md beside this file.")
    parser.add_argument("input", metavar="INPUT", help="Parquet or JSON Lines: a file, a folder or a pattern")
    parser.add_argument("output", metavar="OUTPUT", help="a folder that does not exist yet")
    parser.add_argument("--input-format", choices=["json", "parquet"], help="else told by the ending of INPUT")
    parser.add_argument("--output-format", choices=["json", "parquet"], default="parquet")
    parser.add_argument("--overwrite", action="store_true", help="replace OUTPUT")
    parser.add_argument("--stance", metavar="FILE", help="the binary to send along; else the one on the PATH")
    parser.add_argument("--rules", metavar="FILE", help="a rules file to send along; else the built-in rules")
    parser.add_argument("--text-field", metavar="NAME", default="text", help="what holds the document (text)")
    parser.add_argument("--id-field", metavar="NAME", default="id", help="what names it (id)")
    parser.add_argument("--partitions", metavar="N", type=int, help="deal records out anew to so many partitions")
    options = parser.parse_args(arguments)
    if not options.input_format:
        ending = options.input.rstrip("/*").rsplit(".", 1)[-1]
        options.input_format = {"parquet": "parquet", "jsonl": "json", "ndjson": "json", "json": "json"}.get(ending)
    if not options.input_format:
        parser.error("'%s' does not tell what it holds: give --input-format json or parquet" % options.input)
    options.stance = options.stance or shutil.which("stance")
    if not options.stance:
        parser.error("no 'stance' on the PATH: name the binary with --stance")
    for path in filter(None, [options.stance, options.rules]):
        if not os.path.isfile(path):
            parser.error("%s: no such file" % path)
    return options


def main(arguments=None):
    options = parse(arguments)
    check(os.path.abspath(options.stance), options.rules)
    spark = SparkSession.builder.appName("stance").getOrCreate()
    for path in filter(None, [options.stance, options.rules]):
        spark.sparkContext.addFile(os.path.abspath(path))
    sent = {
        "stance": os.path.basename(options.stance),
        "rules": os.path.basename(options.rules) if options.rules else None,
        "text_field": options.text_field, "id_field": options.id_field}
    records = read(spark, options.input, options.input_format, options.text_field, options.id_field)
    if options.partitions:
        records = records.repartition(options.partitions)
    answers = records.rdd.mapPartitionsWithIndex(
        lambda partition, values: label_partition(partition, values, sent))
    rows = (
        spark.createDataFrame(answers, struct(answer=StringType(), record=StringType()))
        .select(functions.from_json("answer", DOCUMENT, {"mode": "FAILFAST"}).alias("document"), "record")
        .select("document.*", "record"))
    summary = Observation()
    acts = functions.aggregate(
        "sentences", functions.lit(0), lambda sum, sentence: sum + functions.size(sentence.acts))
    rows = rows.observe(
        summary, functions.count(functions.lit(1)).alias("records"), functions.count("error").alias("failed"),
        functions.sum(functions.size("sentences")).alias("sentences"), functions.sum(acts).alias("acts"))
    rows.write.format(options.output_format).mode("overwrite" if options.overwrite else "error").save(options.output)
    counts = {name: count or 0 for name, count in summary.get.items()}
    print("%(records)d records, %(failed)d of them not labelled; %(sentences)d sentences, %(acts)d acts" % counts)
    spark.stop()
    return 2 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
