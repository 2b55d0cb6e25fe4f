#!/usr/bin/env python3
"""Measures the built command beside other tools, on text that TextBenchmark makes.

  measure.py ours         rates, stages, memory, growth, processors, adversarial files
  measure.py peers        other tools on the same text in the same run, and ratios
  measure.py all

  --mb N          size of the corpus (8)          --repeat N      runs of which the median counts (3)
  --folder DIR    where to put texts (temporary)  --record        append to Benchmarks/Record
  --large N       also corpora of N/16, N/4 and N MB as JSON Lines on all cores, for memory
  --document N    also one text of N MB; may be given several times

Build first: make benchmarks.
Peers are Python packages (spacy vaderSentiment pysbd hyperscan pyahocorasick) in the Python that runs this
script, and wc and grep; what is missing is named and left out. Ratios compare processor time of whole
processes in one run, or of the loop alone for Python peers, whose start takes far longer than ours.
"""
import argparse, datetime, json, os, platform, random, re, resource, shutil, statistics, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BINARY = os.path.join(ROOT, ".build", "release")
SEED = 2020
# Megabytes that slow peers read; the others read all.
SHARE = {"spacy": 1, "spacy-sentencizer": 1, "spacy-phrasematcher": 1, "spacy-matcher": 0.3, "vader": 0.5, "pysbd": 0.2}
LINES = []


def say(line=""):
    print(line, flush=True)
    LINES.append(line)


# ---------------------------------------------------------------- running

def run(command, stdin=None, cpus=None, env=None):
    """Processor seconds, wall seconds and peak memory in MB of a process."""
    def pin():
        if cpus is not None and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, cpus)
    source = open(stdin, "rb") if stdin else subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL, preexec_fn=pin,
                               env={**os.environ, **(env or {})})
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = status
    if status != 0:
        raise RuntimeError("%s: status %d" % (command[0], status))
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def median(values):
    return statistics.median(values)


def label(path, jobs, repeat, cpus=None, more=("--format", "jsonl")):
    command = [os.path.join(BINARY, "stance"), "label", "--rules", "default", "--quiet", "--jobs", str(jobs), *more,
               path]
    results = [run(command, cpus=cpus) for _ in range(repeat)]
    return tuple(median([r[i] for r in results]) for i in range(3))


def make(folder, name, megabytes):
    path = os.path.join(folder, name)
    subprocess.run([os.path.join(BINARY, "TextBenchmark"), "--mb", str(megabytes), "--seed", str(SEED),
                    "--write", path], check=True)
    return path


def records(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


# ---------------------------------------------------------------- our own

def ours(folder, arguments):
    corpus = make(folder, "news.jsonl", arguments.mb)
    size = sum(len(text.encode()) for text in records(corpus)) / 1e6
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    first = {min(os.sched_getaffinity(0))} if hasattr(os, "sched_getaffinity") else None
    article = os.path.join(folder, "article.txt")
    with open(article, "w", encoding="utf-8") as file:
        file.write(next(records(corpus)))
    start = median([label(article, 1, 1, first)[0] for _ in range(9)])
    sentences = stages(arguments)
    end_to_end(corpus, size, sentences, cores, first, arguments)
    starts(article)
    rules(arguments)
    corpora(folder, cores, first, arguments)
    documents(folder, first, start, arguments)
    hostile(folder, corpus, first, start)


def stages(arguments):
    say("## Stages, one core; each with those before it, but for those that say alone")
    say()
    output = subprocess.run(
        [os.path.join(BINARY, "TextBenchmark"), "--mb", str(arguments.mb), "--runs", str(arguments.repeat)],
        check=True, capture_output=True, text=True).stdout
    for line in output.splitlines():
        say("    " + line)
    say()
    return int(re.search(r"(\d+) sentences\n", output).group(1))


def end_to_end(corpus, size, sentences, cores, first, arguments):
    say("## End to end: JSON Lines in and out")
    say()
    whole, without = [], []
    for _ in range(arguments.repeat):
        whole.append(label(corpus, 1, 1, first))
        # The same work, and nothing to write.
        without.append(label(corpus, 1, 1, first, ["--format", "csv", "--only", "claim", "--party", "nobody"])[0])
    cpu = median([w[0] for w in whole])
    say("one core: %.2f MB/s, %d sentences/s of processor time; peak memory %d MB" %
        (size / cpu, sentences / cpu, median([w[2] for w in whole])))
    say("writing JSON takes %.0f %% of it" % (100 * median([1 - b / a[0] for a, b in zip(whole, without)])))
    jobs = 2
    while jobs <= cores:
        pairs = []
        for _ in range(arguments.repeat):
            one = label(corpus, 1, 1)[1]
            many = label(corpus, jobs, 1)
            pairs.append((one / many[1], many[2]))
        say("%d jobs: %.2f times as fast as one by the clock (must 1.8 for 2, goal 1.95; machine load %.1f); "
            "peak memory %d MB" % (
                jobs, median([p[0] for p in pairs]), os.getloadavg()[0], median([p[1] for p in pairs])))
        jobs *= 2
    say()


def starts(article):
    runs = [label(article, 1, 1) for _ in range(40)]
    say("start to the end of one article: %.1f ms of processor time, by the clock %.1f ms, at best %.1f ms "
        "(must 10, goal 5)" % tuple(1000 * t for t in (
            median([r[0] for r in runs]), median([r[1] for r in runs]), min(r[1] for r in runs))))
    say()


def rules(arguments):
    say("## Growth with the rules, and of hostile rules and texts (LoadBenchmark)")
    say()
    result = subprocess.run(
        [os.path.join(BINARY, "LoadBenchmark"), "copies", "growth"], capture_output=True, text=True)
    for line in result.stdout.splitlines():
        say("    " + line)
    say()


def corpora(folder, cores, first, arguments):
    say("## Growth with the corpus (JSON Lines; must 100 MB, goal 40)")
    say()
    say("| MB | jobs | s by the clock | MB/s of processor time | peak MB |\n|---|---|---|---|---|")
    sizes = [(n, 1) for n in sorted({max(1, arguments.mb // 4), arguments.mb, arguments.mb * 4})]
    if arguments.large:
        sizes += [(n, cores) for n in (max(1, arguments.large // 16), max(1, arguments.large // 4), arguments.large)]
    for megabytes, jobs in sizes:
        path = make(folder, "growth.jsonl", megabytes)
        cpu, wall, memory = label(path, jobs, 1, first if jobs == 1 else None)
        say("| %d | %d | %.2f | %.2f | %d |" % (megabytes, jobs, wall, megabytes * 1.048576 / cpu, memory))
    say()


def documents(folder, first, start, arguments):
    say("## Growth with the document (one text, one core; must 20 x its size, goal 8)")
    say()
    say("| MB | s | MB/s without the start | peak MB | peak / size |\n|---|---|---|---|---|")
    for megabytes in sorted({1, 2, 4, 8} | set(arguments.document)):
        path = make(folder, "document.txt", megabytes)
        cpu, _, memory = label(path, 1, 1, first)
        say("| %d | %.2f | %.2f | %d | %.0f |" %
            (megabytes, cpu, megabytes * 1.048576 / (cpu - start), memory, memory / megabytes))
    say()


def hostile(folder, corpus, first, start):
    say("## Adversarial texts (one core, without the start)")
    say()
    say("| text | 0.5 MB s | 5 MB s | ratio (must 13, goal 11) | MB/s | of news text (must 1/4, goal 1/2) |")
    say("|---|---|---|---|---|---|")
    normal = None
    for name, write in {"news": None, **adversarial(corpus)}.items():
        seconds = []
        for size in (500_000, 5_000_000):
            path = os.path.join(folder, "adversarial.txt")
            if write:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(write(random.Random(SEED), size))
            else:
                path = make(folder, "adversarial.txt", 5)
                os.truncate(path, size)
            seconds.append(median([label(path, 1, 1, first, ["--lossy", "--format", "jsonl"])[0] for _ in range(3)]) - start)
        rate = 5 / seconds[1]
        normal = normal or rate
        say("| %s | %.2f | %.2f | %.1f | %.2f | %s |" % (
            name, seconds[0], seconds[1], seconds[1] / seconds[0], rate, times(rate / normal)))
    say()


def adversarial(corpus):
    words = sorted({w.lower() for _, t in zip(range(300), records(corpus)) for w in re.findall(r"[A-Za-z]+", t)})
    listed = phrases()
    heads = sorted({p.rsplit(" ", 1)[0] for p in listed if " " in p}) or ["according"]
    gaps = sorted({w for p in patterns(listed) for w in (p[0], p[2])})

    def fill(choices, space):
        def write(chance, size):
            parts, count = [], 0
            while count < size:
                part = chance.choice(choices) + space
                parts.append(part)
                count += len(part.encode())
            return "".join(parts)
        return write
    return {
        "one line of words, no stops": fill(words, " "),
        "quotes and brackets": fill(["\"", "\u201c", "\u201d", "'", "(", ")", "[", "]", "\u2018", "\u2019", "``", "(\" "], ""),
        "one word": fill(list("abcdefghijklmnopqrstuvwxyz"), ""),
        "heads of phrases only": fill(heads, " "),
        "words of gap patterns": fill(gaps, " "),
    }


# ---------------------------------------------------------------- rules for the peers

def phrases(count=500):
    """Plain entries of the lexicons, the same for every tool, in an order that depends on nothing."""
    with open(os.path.join(ROOT, "rules.json"), encoding="utf-8") as file:
        lexicons = json.load(file)["lexicons"]
    found = {re.sub(r"~\w+", "", e).lower() for entries in lexicons.values() for e in entries if isinstance(e, str)}
    plain = sorted(p for p in found if re.fullmatch(r"[a-z]{3,}( [a-z]+){0,3}", p))
    random.Random(SEED).shuffle(plain)
    several = [p for p in plain if " " in p][:count * 2 // 5]
    return several + [p for p in plain if " " not in p][:count - len(several)]


def patterns(listed, count=30):
    """Word, gap of at most some words, word."""
    single = [p for p in listed if " " not in p]
    return [(single[2 * i], 1 + i % 4, single[2 * i + 1]) for i in range(count)]


def expressions(listed):
    words = [r"\b" + r"[ \n]+".join(p.split()) + r"\b" for p in listed]
    return words + [r"\b%s[ \n]+(?:\S+[ \n]+){0,%d}%s\b" % p for p in patterns(listed)]


# ---------------------------------------------------------------- peers: setup gives what does the work

def peer_hyperscan(listed):
    import hyperscan
    sources = [e.encode() for e in expressions(listed)]
    database = hyperscan.Database()
    database.compile(expressions=sources, ids=list(range(len(sources))), elements=len(sources),
                     flags=hyperscan.HS_FLAG_CASELESS)
    hits = [0]

    def note(*_):
        hits[0] += 1

    def work(texts):
        for text in texts:
            database.scan(text.encode(), match_event_handler=note)
        return hits[0]
    return work


def peer_pyahocorasick(listed):
    import ahocorasick
    automaton = ahocorasick.Automaton()
    for phrase in listed:
        automaton.add_word(phrase, len(phrase))
    automaton.make_automaton()

    def work(texts):
        hits = 0
        for text in texts:
            lower = text.lower()
            for last, length in automaton.iter(lower):
                before = last - length
                if (before < 0 or not lower[before].isalnum()) and not lower[last + 1:last + 2].isalnum():
                    hits += 1
        return hits
    return work


def blank():
    import spacy
    pipeline = spacy.blank("en")
    pipeline.max_length = 1 << 30
    return pipeline


def peer_spacy(listed):
    pipeline = blank()
    return lambda texts: sum(len(d) for d in pipeline.pipe(texts))


def peer_spacy_sentencizer(listed):
    pipeline = blank()
    pipeline.add_pipe("sentencizer")
    return lambda texts: sum(sum(1 for _ in d.sents) for d in pipeline.pipe(texts))


def peer_spacy_phrasematcher(listed):
    from spacy.matcher import PhraseMatcher
    pipeline = blank()
    pipeline.add_pipe("sentencizer")
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("phrases", [pipeline.make_doc(p) for p in listed])
    return lambda texts: sum(len(matcher(d)) for d in pipeline.pipe(texts))


def peer_spacy_matcher(listed):
    from spacy.matcher import Matcher
    pipeline = blank()
    pipeline.add_pipe("sentencizer")
    matcher = Matcher(pipeline.vocab)
    rows = [[{"LOWER": w} for w in p.split()] for p in listed]
    rows += [[{"LOWER": a}] + [{"OP": "?"}] * n + [{"LOWER": b}] for a, n, b in patterns(listed)]
    for number, row in enumerate(rows):
        matcher.add(str(number), [row])
    return lambda texts: sum(len(matcher(d)) for d in pipeline.pipe(texts))


def peer_vader(listed):
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    analyser = SentimentIntensityAnalyzer()
    end = re.compile(r"(?<=[.?!])\s+")
    return lambda texts: sum(analyser.polarity_scores(s)["compound"] > 0 for t in texts for s in end.split(t))


def peer_pysbd(listed):
    import pysbd
    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda texts: sum(len(segmenter.segment(t)) for t in texts)


PEERS = ["hyperscan", "pyahocorasick", "spacy", "spacy-sentencizer", "spacy-phrasematcher", "spacy-matcher", "vader",
         "pysbd"]
# How many times as fast as the peer we must be, and are to become.
GOALS = {"wc -w": (1 / 7, 1 / 3), "spacy-matcher": (250, 500), "spacy-phrasematcher": (15, 30), "vader": (10, 20),
         "hyperscan": (1 / 3, 1)}


def one_peer(name, corpus):
    """In a process of its own: megabytes a second of processor time and hits."""
    work = globals()["peer_" + name.replace("-", "_")](phrases())
    texts, size = [], 0
    for text in records(corpus):
        texts.append(text)
        size += len(text.encode())
        if size > SHARE.get(name, 1e9) * 1e6:
            break
    start = time.process_time()
    hits = work(texts)
    seconds = time.process_time() - start
    print(json.dumps({"rate": size / 1e6 / seconds, "hits": int(hits),
                      "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def peers(folder, arguments):
    corpus = make(folder, "news.jsonl", arguments.mb)
    plain = make(folder, "news.txt", arguments.mb)
    size = os.path.getsize(plain) / 1e6
    first = {min(os.sched_getaffinity(0))} if hasattr(os, "sched_getaffinity") else None
    listed = os.path.join(folder, "phrases.txt")
    with open(listed, "w", encoding="utf-8") as file:
        file.write("".join(p + "\n" for p in phrases()))
    commands = {"wc -w": ["wc", "-w", plain], "grep -c -F -i -f": ["grep", "-c", "-F", "-i", "-f", listed, plain]}
    found, missing = {}, []
    own = []
    for _ in range(arguments.repeat):
        own.append(size / label(corpus, 1, 1, first)[0])
        for name, command in commands.items():
            if not shutil.which(command[0]):
                missing.append(name)
                continue
            cpu, _, memory = run(command, cpus=first, env={"LC_ALL": "C.UTF-8"})
            found.setdefault(name, []).append((size / max(cpu, 1e-6), None, memory))
        for name in PEERS:
            command = [sys.executable, os.path.abspath(__file__), "peer", name, corpus]
            result = subprocess.run(command, capture_output=True, text=True)
            if result.returncode != 0:
                reason = (result.stderr.strip().splitlines() or ["no message"])[-1]
                missing.append("%s (%s)" % (name, reason))
                continue
            values = json.loads(result.stdout)
            found.setdefault(name, []).append((values["rate"], values["hits"], values["memory"]))
    rate = median(own)
    say("## Beside other tools (%d phrases and 30 gap patterns where they can be told; one core)" % len(phrases()))
    say()
    say("stance label, JSON Lines in and out: %.2f MB/s" % rate)
    say()
    say("| tool | MB/s | hits | peak MB | stance is | must | goal |\n|---|---|---|---|---|---|---|")
    for name, values in found.items():
        other = median([v[0] for v in values])
        ratio = median([a / v[0] for a, v in zip(own, values)])
        goals = GOALS.get(name)
        say("| %s | %.3g | %s | %d | %s | %s |" % (
            name, other, "" if values[0][1] is None else values[0][1], median([v[2] for v in values]), times(ratio),
            " | ".join(times(g) for g in goals) if goals else " | "))
    for name in sorted(set(missing)):
        say("\nnot measured: %s" % name)
    say()


def times(ratio):
    return "%.3g x" % ratio if ratio >= 1 else "1/%.3g" % (1 / ratio)


# ---------------------------------------------------------------- record

def machine():
    model = platform.machine()
    try:
        with open("/proc/cpuinfo") as file:
            model = next((l.split(":")[1].strip() for l in file if l.startswith("model name")), model)
    except OSError:
        pass
    return "%s, %d processors, %s" % (model, os.cpu_count(), platform.system())


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "peer":
        return one_peer(sys.argv[2], sys.argv[3])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["ours", "peers", "all"])
    parser.add_argument("--mb", type=int, default=8)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--large", type=int)
    parser.add_argument("--document", type=int, action="append", default=[])
    parser.add_argument("--folder")
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    for name in ("stance", "TextBenchmark", "LoadBenchmark"):
        if not os.path.exists(os.path.join(BINARY, name)):
            sys.exit("measure.py: no %s in .build/release: run 'make benchmarks' first" % name)
    commit = subprocess.run(["git", "-C", ROOT, "describe", "--always", "--dirty"], capture_output=True, text=True)
    date = datetime.date.today().isoformat()
    say("# %s, commit %s" % (date, commit.stdout.strip() or "unknown"))
    say()
    say("%s; machine load at the beginning %.1f; %d MB, seed %d, median of %d" %
        (machine(), os.getloadavg()[0], arguments.mb, SEED, arguments.repeat))
    say()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or temporary
        os.makedirs(folder, exist_ok=True)
        if arguments.what in ("ours", "all"):
            ours(folder, arguments)
        if arguments.what in ("peers", "all"):
            peers(folder, arguments)
    if arguments.record:
        path = os.path.join(ROOT, "Benchmarks", "Record", "%s-%s.md" % (date, arguments.what))
        with open(path, "a", encoding="utf-8") as file:
            file.write("\n".join(LINES).rstrip("\n") + "\n\n")


if __name__ == "__main__":
    main()
