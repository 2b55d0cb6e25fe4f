#!/usr/bin/env python3
"""Runs the built command over a large corpus again and again: the same bytes, and whole records when killed.

  endure.py [--documents N] [--runs N] [--kills N] [--seed N] [--program PROGRAM] [ARTICLE...]

  --documents N   documents of the corpus, a sentence each (100000)
  --runs N        how often the corpus and the articles are labelled, with other --jobs each time (20)
  --kills N       how often a run with --output is killed at a random moment (50)
  --seed N        of those moments (by chance)
  --program FILE  the command, with TextBenchmark beside it (.build/release/stance)

Build first: swift build -c release --product stance && swift build -c release --product TextBenchmark.
The corpus is what TextBenchmark writes, each sentence a document. Exit status 1 where anything differs.
"""
import argparse, hashlib, json, os, random, re, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RELEASE = os.path.join(ROOT, ".build", "release")
JOBS = [1, 2, 3, 4, 5, 8, 16, 64]


def corpus(program, path, count, folder):
    """Writes so many records and tells their size."""
    texts = os.path.join(folder, "texts.jsonl")
    megabytes = max(1, count // 5000)
    subprocess.run([os.path.join(os.path.dirname(program), "TextBenchmark"), "--mb", str(megabytes), "--write", texts], check=True)
    written = 0
    with open(texts, encoding="utf-8") as source, open(path, "w", encoding="utf-8") as target:
        for line in source:
            sentences = re.split(r"(?<=[.!?\u201d])\s+", json.loads(line)["text"])
            for sentence in sentences[:count - written]:
                target.write(json.dumps({"id": written, "text": sentence}) + "\n")
                written += 1
    if written < count:
        sys.exit(f"endure.py: TextBenchmark gave {written} documents only")
    os.remove(texts)
    return os.path.getsize(path)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def whole(path, count):
    """Whether a file holds so many lines, each of them a JSON object."""
    with open(path, "rb") as file:
        lines = file.read().split(b"\n")
    return lines.pop() == b"" and len(lines) == count and all(isinstance(json.loads(line), dict) for line in lines)


def same_bytes(program, what, inputs, runs, folder):
    output = os.path.join(folder, "out.jsonl")
    seen = {}
    for run in range(runs):
        jobs = JOBS[run % len(JOBS)]
        subprocess.run([program, "label", "-q", "-r", "default", "-f", "jsonl", "-j", str(jobs), "-o", output, *inputs],
                       check=True)
        seen.setdefault(digest(output), []).append(jobs)
    told = "the same bytes" if len(seen) == 1 else f"DIFFERENT BYTES: {seen}"
    print(f"{what}: {runs} runs with {', '.join(map(str, JOBS[:runs]))} jobs: {told}, {os.path.getsize(output)} bytes, "
          f"sha256 {next(iter(seen))[:16]}", flush=True)
    return len(seen) == 1


def kills(program, path, documents, count, seed, folder):
    output = os.path.join(folder, "killed.jsonl")
    command = [program, "label", "-q", "-r", "default", "-f", "jsonl", "-o", output, path]
    start = time.monotonic()
    subprocess.run(command, check=True)
    longest = 1.1 * (time.monotonic() - start)
    numbers = random.Random(seed)
    old = new = broken = 0
    for _ in range(count):
        with open(output, "w") as file:
            file.write("old")
        process = subprocess.Popen(command)
        time.sleep(numbers.uniform(0, longest))
        process.kill()
        process.wait()
        with open(output, "rb") as file:
            isOld = file.read(4) == b"old"
        if isOld:
            old += 1
        elif whole(output, documents):
            new += 1
        else:
            broken += 1
        for name in os.listdir(folder):
            if name.endswith(".part"):
                os.remove(os.path.join(folder, name))
    print(f"killed at {count} moments of the first {longest:.1f} s, seed {seed}: {old} times the old file, "
          f"{new} times all {documents} records, {broken} times anything else", flush=True)
    return broken == 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(1, 1 << 32))
    parser.add_argument("--program", default=os.path.join(RELEASE, "stance"))
    parser.add_argument("articles", nargs="*")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "corpus.jsonl")
        size = corpus(arguments.program, path, arguments.documents, folder)
        print(subprocess.run([arguments.program, "--version"], capture_output=True, text=True).stdout.strip())
        print(f"{arguments.documents} documents, {size} bytes", flush=True)
        ok = same_bytes(arguments.program, "corpus", [path], arguments.runs, folder)
        if arguments.articles:
            what = f"{len(arguments.articles)} articles"
            ok = same_bytes(arguments.program, what, arguments.articles, arguments.runs, folder) and ok
        ok = kills(arguments.program, path, arguments.documents, arguments.kills, arguments.seed, folder) and ok
    sys.exit(0 if ok else 1)


main()
