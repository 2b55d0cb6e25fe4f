#!/usr/bin/env python3
"""Tests the pages that `stance` writes in a real browser.

usage: run.py [--stance PROGRAM] [--articles COUNT] [--pictures FOLDER] [NAME...]

Needs Chromium (Debian: apt-get install chromium) and nothing else. Without it the tests are skipped,
or fail where STANCE_REQUIRE_BROWSER is set. NAME runs only the tests whose names contain it.
"""

import argparse
import collections
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import browser

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

ARTICLE = """\
Talks on the Lower Tarn bridge held in Skopje

SKOPJE, North Macedonia, March 4, 2024.

Foreign Minister of North Macedonia Elena Dimovska met with Minister of Foreign Affairs of Hungary Gergely Varga.

Dimovska denied that her country had planned a toll on the new bridge. She expressed concern over the delays at
the border and said that the work goes on.

In turn, Varga thanked his hosts for their hospitality. Hungary rejected the claims of North Macedonia about the
fees, he said. Elena Dimovska warned that new fees would harm small carriers.
"""

HOSTILE = """\
</title><script>window.pwned = 1</script><img src="http://example.invalid/x.png" onerror="window.pwned = 2">

Norway denied <img src=x onerror=window.pwned=3> that it had "closed" the port & the <b>road</b>.
Sweden's minister </span></p></script><script>window.pwned = 4</script> said: "We 'never' <!-- closed it."

=HYPERLINK("http://example.invalid") said Norway denied the deal. Norway denied \u202Egniht yna\u202C \u0001 again.
"""

SWEDEN = """\
Sweden and Norway

STOCKHOLM, {month} {day}, {year}.

Swedish Foreign Minister {name} denied that Norway had been asked. {last} said that Norway distorted the facts.
Norwegian Foreign Minister Kari Berg rejected the accusations of Sweden. Berg praised the work of the inspectors.
"""


class Failure(Exception):
    """A test found what must not be."""


def check(condition, message):
    if not condition:
        raise Failure(message)


def same(found, expected, what):
    check(found == expected, f"{what}: {found!r}, expected {expected!r}")


class Suite:
    """The tests; each gets a fresh folder with texts."""

    def __init__(self, program, chromium, articles):
        self.program = program
        self.articles = articles
        self.chromium = chromium

    def stance(self, *arguments):
        done = subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True)
        same(done.returncode, 0, f"status of {arguments}: {done.stderr.decode()}")
        return done.stdout.decode()

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def path(self, name):
        return os.path.join(self.folder, name)

    def article(self, **settings):
        self.write("article.txt", ARTICLE)
        self.stance("label", "--format", "html", "--output", "article.html", "article.txt")
        return self.browser.page(self.path("article.html"), **settings)

    def corpus(self):
        """Six dated articles in which one person has three names, and the article above."""
        months = ["January", "February", "April", "May", "August", "December"]
        names = ["Anna Lindqvist", "Anna K. Lindqvist", "Lindqvist", "Anna Lindqvist", "Anna Lindqvist", "Anna Lindqvist"]
        for index, (month, name) in enumerate(zip(months, names)):
            self.write(f"in/{index}.txt", SWEDEN.format(
                month=month, day=index + 3, year=2024, name=name, last="Lindqvist"))
        self.write("in/talks.txt", ARTICLE)
        self.write("in/hostile.txt", HOSTILE)

    def report(self, *arguments, **settings):
        self.corpus()
        self.stance("report", "--output", "report.html", *arguments, "in")
        return self.browser.page(self.path("report.html"), **settings)

    def acts(self, *arguments):
        """The rows of `label --format csv` over the same texts: what the page must agree with."""
        rows = csv.DictReader(io.StringIO(self.stance("label", "--format", "csv", *arguments, "in"), newline=""))
        return [row for row in rows if row["label"] != "none"]

    # Both pages

    def quiet(self, page):
        same(page.problems(), [], "problems")
        same(page.requests(), [], "requests")

    def accessible(self, page):
        with open(os.path.join(HERE, "checks.js"), encoding="utf-8") as file:
            wrong = page.run(file.read())
        same(wrong, [], "accessibility")
        nodes = page.names()
        roles = collections.Counter(role for role, _ in nodes)
        for role in ["main", "heading"]:
            check(roles[role] >= 1, f"no {role}")
        named = {"button", "checkbox", "combobox", "link", "searchbox", "textbox", "table", "image", "img",
                 "DisclosureTriangle", "form", "region", "Date"}
        for role, name in nodes:
            check(role not in named or name, f"a {role} without a name")

    def narrow(self, page):
        width = page.run("document.documentElement.scrollWidth")
        check(width <= page.run("innerWidth"), f"{width} wide on a narrow screen")

    def test_pages_ask_no_network_and_log_nothing(self):
        page = self.article()
        self.quiet(page)
        page = self.report()
        self.quiet(page)

    def test_pages_are_accessible_in_light_and_dark(self):
        for dark in [False, True]:
            page = self.article(dark=dark)
            page.press("j")
            self.accessible(page)
            page = self.report(dark=dark)
            page.run("document.querySelector('.numbers').open = true")
            self.accessible(page)

    def test_pages_fit_narrow_screens(self):
        for width in [360, 768]:
            page = self.article(width=width)
            self.narrow(page)
            page = self.report(width=width)
            self.narrow(page)

    def test_hostile_text_is_inert(self):
        self.write("hostile.txt", HOSTILE)
        self.stance("label", "--format", "html", "--output", "hostile.html", "hostile.txt",
                    "--title", "<script>window.pwned = 5</script>", "--id", "<img src=x onerror=window.pwned=6>")
        article = self.browser.page(self.path("hostile.html"))
        article.press("j")
        self.inert(article)
        check("<b>road</b>" in article.run("document.body.innerText"), "the text is not shown as written")
        report = self.report()
        report.choose("[name=query]", "road")
        self.inert(report)
        check("<b>road</b>" in report.run("document.querySelector('.sentences').innerText"), "the text is not shown")

    def test_no_vector_runs(self):
        with open(os.path.join(HERE, "vectors.txt"), encoding="utf-8") as file:
            lines = [line.rstrip("\n") for line in file if not line.startswith("#")]
        vectors = [line.replace("{n}", str(number)) for number, line in enumerate(lines, 1)]
        check(len(vectors) > 80, "vectors are missing")
        # In sentences with acts, in names, titles, ids and fields: wherever text from outside is shown.
        sentences = [f"Norway denied that {vector} had closed the port." for vector in vectors]
        self.write("text.txt", "\n\n".join(sentences) + "\n")
        records = [
            {"id": vector, "title": vector, "source": vector, "issuer": vector, "date": "2024-03-04", vector: vector,
             "text": f"Foreign Minister of Norway {vector} Berg said that {vector}. Berg denied it."}
            for vector in vectors]
        self.write("records.jsonl", "".join(json.dumps(record) + "\n" for record in records))
        for number, vector in enumerate(vectors):
            self.write(f"pages/{number}.html", f"<title>Port closed</title><p>Norway denied it.</p>\n<p>{vector}")
        self.stance("label", "--format", "html", "--output", "text.html", "text.txt", "--title", vectors[0])
        self.stance("label", "--format", "html", "--output", "records.html", "records.jsonl")
        self.stance("report", "--output", "all.html", "text.txt", "records.jsonl", "pages")
        for name in ["text.html", "records.html"]:
            page = self.browser.page(self.path(name))
            page.press("j")
            page.settle()
            self.inert(page)
        # Labels stand in the middle of sentences.
        shown = self.browser.page(self.path("text.html")).run("""(() => {
          const body = document.body.cloneNode(true);
          body.querySelectorAll("a.tag").forEach(tag => tag.remove());
          return body.textContent;
        })()""")
        plain = [vector for vector in vectors if vector.isascii()]
        missing = [vector for vector in plain if vector not in shown]
        check(not missing, f"not shown as written: {missing[:3]}")
        report = self.browser.page(self.path("all.html"))
        report.choose("[name=query]", "pwned")
        report.settle()
        self.inert(report)

    def inert(self, page):
        same(page.run("window.pwned === undefined"), True, "a script of the text ran")
        # Besides the page's own script, and its data.
        check(page.run("document.scripts.length") <= 2, "a script too many")
        same(page.run("""document.querySelectorAll('img, image, iframe, object, embed, video, audio, base, link, math, '
          + 'script[src], foreignObject, marquee, template, textarea, dialog, meta[http-equiv=refresh]').length"""),
             0, "elements")
        same(page.run("""[...document.querySelectorAll('*')].filter(element => [...element.attributes].some(
          attribute => attribute.name.startsWith('on') || /^(xlink:)?(href|src|action|formaction|data)$/.test(attribute.name)
            && !attribute.value.startsWith('#'))).length"""), 0, "handlers and links")
        self.quiet(page)

    def test_the_policy_stops_scripts_that_are_not_ours(self):
        for page in [self.article(), self.report()]:
            page.run("""(() => {
              const script = document.createElement("script");
              script.textContent = "window.pwned = 1";
              document.body.append(script);
              const image = document.createElement("img");
              image.src = "http://example.invalid/x.png";
              document.body.append(image);
            })()""")
            page.settle()
            same(page.run("window.pwned === undefined"), True, "an injected script ran")
            same(page.run("document.images[0].naturalWidth"), 0, "an image was loaded")
            check(any("Content Security Policy" in text for text in page.problems()), "nothing was stopped")

    # Reading view

    def shown(self, page):
        return page.run("Array.from(document.querySelectorAll('.note:not(.out)'), (note) => note.dataset.label)")

    def test_the_article_stands_as_written(self):
        page = self.article(scripts=False)
        text = page.run("""(() => {
          const copy = document.querySelector("article").cloneNode(true);
          for (const extra of copy.querySelectorAll(".tag, .notes, .facts, .summary")) extra.remove();
          return copy.textContent;
        })()""")
        same(text.split(), ARTICLE.split(), "words")

    def test_without_scripts_everything_can_be_read(self):
        page = self.article(scripts=False)
        same(page.run("getComputedStyle(document.querySelector('.filters')).display"), "none", "filters")
        check(page.run("document.querySelectorAll('.legend li').length") >= 5, "no legend")
        check(page.run("document.querySelectorAll('.note').length") >= 5, "no notes")
        page.click(".note summary")
        same(page.run("document.querySelector('.note').open"), True, "a note opens")
        self.quiet(page)

    def test_filters_by_label_party_and_speaker(self):
        page = self.article()
        labels = self.shown(page)
        check(len(labels) >= 5, f"only {labels}")
        page.click(".filters input[value=refutation]")
        left = [label for label in labels if label != "refutation"]
        same(self.shown(page), left, "without refutations")
        same(page.run("document.querySelector('.filters output').textContent"),
             f"{len(left)} of {len(labels)} acts", "count")
        same(page.run("document.querySelectorAll('.tag:not(.out)').length"), len(left), "tags")
        page.click(".filters [type=reset]")
        same(self.shown(page), labels, "after reset")
        page.choose("[name=party]", "Hungary")
        parties = page.run("Array.from(document.querySelectorAll('.note:not(.out)'), (note) => note.dataset.parties)")
        check(parties and set(parties) == {"Hungary"}, f"parties {parties}")
        page.click(".filters [type=reset]")
        page.choose("[name=speaker]", "Elena Dimovska")
        speakers = page.run("Array.from(document.querySelectorAll('.note:not(.out)'), (note) => note.dataset.speakers)")
        check(speakers and set(speakers) == {"Elena Dimovska"}, f"speakers {speakers}")
        self.quiet(page)

    def test_a_click_on_an_act_tells_its_reasons(self):
        page = self.article()
        page.click(".c")
        note = page.run("document.querySelector('.note[open]').innerText")
        label = page.run("document.querySelector('.note[open]').dataset.label")
        same(label, self.shown(page)[0], "the first act")
        for part in ["Evidence and rule", "Weight", "Attribution", "Confidence", "Elena Dimovska", "North Macedonia"]:
            check(part in note, f"no '{part}' in {note!r}")
        rule = page.run("document.querySelector('.note[open] code').textContent")
        check(re.fullmatch(r"[a-z0-9.-]+", rule), f"rule {rule!r}")
        check(page.run("document.querySelectorAll('.on-cue, .on-source').length") >= 1, "no words are marked")
        page.click(".tag", 1)
        same(page.run("document.querySelectorAll('.note[open]').length"), 1, "one open note")
        same(page.run("document.querySelector('.note[open]').dataset.act"), "1", "the second act")
        self.quiet(page)

    def test_keys_walk_through_the_acts(self):
        page = self.article()
        page.press("Tab")
        same(page.run("document.activeElement.className"), "skip", "first stop")
        current = "(document.querySelector('.note[open]') || { dataset: {} }).dataset.act"
        page.press("j")
        same(page.run(current), "0", "after j")
        same(page.run("document.activeElement.tagName"), "SUMMARY", "focus")
        page.press("j")
        same(page.run(current), "1", "after j j")
        page.press("k")
        same(page.run(current), "0", "after k")
        page.press("Enter")
        same(page.run(current), None, "Enter closes")
        page.press("Enter")
        same(page.run(current), "0", "Enter opens")
        page.press("Escape")
        same(page.run(current), None, "Escape closes")
        page.click(".filters input[value=refutation]")
        page.press("j")
        check(page.run("document.activeElement.type") == "checkbox", "keys of a field are the field's")
        self.quiet(page)

    def test_the_article_prints_without_controls(self):
        page = self.article(media="print")
        same(page.run("getComputedStyle(document.querySelector('.bar')).display"), "none", "controls")
        check(page.run("getComputedStyle(document.querySelector('.note')).display") != "none", "notes")

    def test_several_articles_share_a_page(self):
        self.write("a.txt", ARTICLE)
        self.write("b.txt", ARTICLE)
        self.stance("label", "--format", "html", "--output", "two.html", "a.txt", "b.txt")
        page = self.browser.page(self.path("two.html"))
        page.choose("[name=document]", "1")
        check(page.run("document.getElementById('d1').getBoundingClientRect().top") < 300, "no jump")
        page.click("#d1 .c")
        same(page.run("document.querySelector('.note[open]').id"), "d1a0", "act of the second article")

    # Report

    def listed(self, page):
        return int(page.run("document.querySelector('.where').textContent").split(" of ")[-1].split()[0].replace(",", ""))

    def matrix(self, page):
        """The first table as {party: {label: number}}."""
        return page.run("""(() => {
          const table = document.querySelector("#parties table");
          const heads = Array.from(table.querySelectorAll("thead th"), (head) => head.textContent);
          const rows = {};
          for (const row of table.querySelectorAll("tbody tr")) {
            const cells = Array.from(row.children, (cell) => cell.textContent);
            rows[cells[0]] = Object.fromEntries(cells.slice(1).map((cell, i) => [heads[i + 1], Number(cell) || 0]));
          }
          return rows;
        })()""")

    def expected(self, acts):
        rows = collections.defaultdict(collections.Counter)
        for act in acts:
            for party in act["parties"].split(" & ") if act["parties"] else ["(no party)"]:
                rows[party][act["label"]] += 1
                rows[party]["acts"] += 1
        return rows

    def agree(self, page, acts):
        found, expected = self.matrix(page), self.expected(acts)
        for party, counts in found.items():
            for label, number in counts.items():
                same(number, expected[party][label], f"{party}, {label}")
        same(self.listed(page), len(acts), "listed acts")

    def test_the_report_agrees_with_the_table_of_acts(self):
        acts = self.report_and_acts()
        page = self.browser.page(self.path("report.html"))
        check(len(acts) > 20, f"only {len(acts)} acts")
        same({party for party in self.matrix(page)}, set(self.expected(acts)), "parties")
        self.agree(page, acts)
        page.choose("[name=label]", page.run(
            "Array.from(document.querySelector('[name=label]').options).find((o) => o.text === 'refutation').value"))
        self.agree(page, [act for act in acts if act["label"] == "refutation"])
        self.quiet(page)

    def report_and_acts(self):
        self.corpus()
        self.stance("report", "--output", "report.html", "in")
        return self.acts()

    def test_without_scripts_the_numbers_stand(self):
        acts = self.report_and_acts()
        page = self.browser.page(self.path("report.html"), scripts=False)
        expected = self.expected(acts)
        for party, counts in self.matrix(page).items():
            for label, number in counts.items():
                same(number, expected[party][label], f"{party}, {label}")
        same(page.run("getComputedStyle(document.querySelector('.filters')).display"), "none", "filters")
        check(page.run("document.querySelectorAll('.time rect').length") > 5, "no chart")

    def test_a_number_leads_to_its_sentences(self):
        page = self.report()
        number = int(page.run("document.querySelector('#parties tbody a[href]').textContent"))
        party = page.run("document.querySelector('#parties tbody a[href]').closest('tr').firstElementChild.textContent")
        page.click("#parties tbody a[href]")
        same(self.listed(page), number, "listed")
        parties = page.run("Array.from(document.querySelectorAll('.sentences .for'), (part) => part.textContent)")
        check(parties and all(party in text for text in parties), f"{party}: {parties}")
        same(page.run("document.activeElement.id"), "list-title", "focus")
        page.click(".filters [type=reset]")
        bars = "Array.from(document.querySelectorAll('.time rect')).filter((bar) => Number(bar.getAttribute('height')) > 0)"
        title = page.run(bars + "[0].textContent")
        page.run(bars + "[0].dispatchEvent(new MouseEvent('click', { bubbles: true }))")
        page.settle()
        same(self.listed(page), int(title.split(": ")[1]), "acts of a bar")
        self.quiet(page)

    def test_numbers_can_be_reached_by_keyboard(self):
        page = self.report()
        page.run("document.querySelector('#speakers tbody a[href]').focus()")
        number = int(page.run("document.activeElement.textContent"))
        page.press("Enter")
        same(self.listed(page), number, "listed")

    def test_pairs_of_parties_agree_with_the_table_of_acts(self):
        acts = self.report_and_acts()
        expected = collections.Counter()
        for act in acts:
            for party in filter(None, act["parties"].split(" & ")):
                for target in filter(None, act["targets"].split(" & ")):
                    expected[party, target, act["label"]] += 1
        check(expected, "no act has a target")
        page = self.browser.page(self.path("report.html"))
        found = page.run("""(() => {
          const table = document.querySelector("#targets table:last-of-type:not(.matrix)")
            || document.querySelectorAll("#targets table")[1];
          const heads = Array.from(table.querySelectorAll("thead th"), (head) => head.textContent);
          return Array.from(table.querySelectorAll("tbody tr"), (row) => Array.from(row.children)
            .slice(1, -1).map((cell, i) => [row.firstElementChild.textContent, heads[i + 1], Number(cell.textContent) || 0]))
            .flat();
        })()""")
        numbers = {(*pair.split(" \u2192 "), label): number for pair, label, number in found if number}
        same(numbers, dict(expected), "pairs")
        page.click("#targets tbody a[href]")
        number = int(page.run("document.querySelector('#targets tbody a[href]').textContent"))
        same(self.listed(page), number, "listed")
        self.quiet(page)

    def test_search_and_dates_narrow_the_acts(self):
        acts = self.report_and_acts()
        page = self.browser.page(self.path("report.html"))
        page.choose("[name=query]", "INSPECTORS")
        same(self.listed(page), sum("inspectors" in act["text"] for act in acts), "found")
        check(page.run("document.querySelectorAll('.sentences mark').length") > 0, "nothing is marked")
        page.click(".filters [type=reset]")
        page.choose("[name=from]", "2024-04-01")
        page.choose("[name=to]", "2024-05-31")
        same(self.listed(page), sum(act["id"] in ("in/2.txt", "in/3.txt") for act in acts), "in April and May")
        page.choose("[name=query]", "no such words")
        same(self.listed(page), 0, "found nothing")
        check("No act" in page.run("document.querySelector('.sentences').innerText"), "nothing is said")

    def test_one_person_under_several_names_is_one_row(self):
        page = self.report()
        rows = page.run("Array.from(document.querySelectorAll('#speakers tbody th'), (head) => head.textContent)")
        anna = [row for row in rows if "Lindqvist" in row]
        same(len(anna), 1, f"rows of one person in {rows}")
        check("Anna K. Lindqvist" in anna[0] and anna[0].startswith("Anna Lindqvist"), anna[0])

    def test_sentences_are_paged_and_ordered(self):
        self.corpus()
        for number in range(60):
            self.write(f"in/more{number:02}.txt", SWEDEN.format(
                month="June", day=1, year=2023, name="Anna Lindqvist", last="Lindqvist"))
        self.stance("report", "--output", "report.html", "in")
        page = self.browser.page(self.path("report.html"))
        items = "document.querySelectorAll('.sentences li').length"
        same(page.run(items), 50, "on the first page")
        first = page.run("document.querySelector('.sentences li').textContent")
        page.click(".next")
        check(page.run("document.querySelector('.where').textContent").startswith("51"), "the second page")
        page.click(".previous")
        same(page.run("document.querySelector('.sentences li').textContent"), first, "back")
        days = "Array.from(document.querySelectorAll('.sentences .at'), (part) => part.textContent.slice(0, 4))"
        page.choose("[name=order]", "old")
        same(set(page.run(days)), {"2023"}, "oldest")
        page.choose("[name=order]", "new")
        same(page.run(days)[0], "2024", "newest")

    def test_chosen_acts_are_exported(self):
        acts = self.report_and_acts()
        page = self.browser.page(self.path("report.html"))
        self.browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=self.folder)
        page.choose("[name=query]", "norway")
        expected = self.listed(page)
        page.click(".export")
        end = time.monotonic() + 10
        while not os.path.exists(self.path("acts.csv")) and time.monotonic() < end:
            time.sleep(0.1)
        with open(self.path("acts.csv"), encoding="utf-8", newline="") as file:
            text = file.read()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        same(len(rows), expected, "rows")
        check(all(len(line) > 0 for line in text.split("\r\n")[:-1]), "lines end as RFC 4180 says")
        known = {(act["id"], act["sentence"], act["label"]) for act in acts}
        for row in rows:
            check((row["id"], row["sentence"], row["label"]) in known, f"{row}")
            check(not re.match(r"[=+@-]", row["text"]), f"a formula: {row['text']}")
        check(any(row["text"].startswith("'=HYPERLINK") for row in rows), "no formula was tried")

    def test_sentences_beyond_the_limit_are_named(self):
        acts = len(self.report_and_acts())
        page = self.report("--max-sentences", "10")
        same(self.listed(page), acts, "all acts are listed")
        held = page.run("document.querySelectorAll('.sentences .said').length")
        check(1 <= held < acts, f"{held} of {acts} held")
        left = page.run("document.querySelector('.sentences .left').parentElement.querySelector('.at').textContent")
        check(re.search(r"in/\w+\.txt . sentence \d+", left), left)

    def test_many_articles_stay_usable(self):
        months = ["January", "March", "June", "October"]
        for number in range(self.articles):
            self.write(f"in/{number:05}.txt", ARTICLE if number % 2 else SWEDEN.format(
                month=months[number // 2 % 4], day=number % 27 + 1, year=2020 + number % 5,
                name="Anna Lindqvist", last="Lindqvist"))
        start = time.monotonic()
        self.stance("report", "--output", "report.html", "in")
        written = time.monotonic() - start
        size = os.path.getsize(self.path("report.html"))
        page = self.browser.page(self.path("report.html"))
        facts = page.run("document.querySelector('.facts').textContent")
        check(facts.startswith(f"{self.articles:,} documents"), facts)
        seconds = page.run("""(() => {
          const start = performance.now();
          document.querySelector("[name=query]").value = "carriers";
          document.querySelector("[name=query]").dispatchEvent(new Event("input", { bubbles: true }));
          return new Promise((done) => {
            const look = () => document.querySelector(".filters output").textContent.includes(" of ")
              ? done((performance.now() - start) / 1000) : setTimeout(look, 5);
            look();
          });
        })()""")
        print(f"    {facts}: written in {written:.1f} s, {size / 1e6:.1f} MB, "
              f"opened in {page.load_seconds:.2f} s, searched in {seconds:.2f} s")
        check(size < 20e6, f"{size} bytes")
        check(page.load_seconds < 10 and seconds < 5, "too slow")
        check(page.run("document.getElementsByTagName('*').length") < 20000, "too many elements")
        self.quiet(page)

    # Pictures for the documentation

    def draw(self):
        os.makedirs(self.pictures, exist_ok=True)
        example = os.path.join(ROOT, "Examples", "article.txt")
        self.stance("label", "--format", "html", "--output", "article.html", "--id", "article.txt", example)
        page = self.browser.page(self.path("article.html"), width=1080, height=820)
        page.press("j")
        page.run("document.activeElement.blur(); window.scrollTo(0, 0)")
        page.picture(os.path.join(self.pictures, "reading-view.png"))
        # The articles of the gold set, with dates that most of them do not tell.
        texts = os.path.join(ROOT, "Tests", "Gold")
        names = sorted(name for name in os.listdir(texts) if name.endswith(".txt"))
        lines = []
        for number, name in enumerate(names):
            with open(os.path.join(texts, name), encoding="utf-8") as file:
                month = number * 7 % 24
                date = f"{2023 + month // 12}-{month % 12 + 1:02}-15"
                lines.append(json.dumps({"id": name, "text": file.read(), "date": date}))
        self.write("corpus.jsonl", "\n".join(lines) + "\n")
        self.stance("report", "--output", "report.html", "corpus.jsonl")
        page = self.browser.page(self.path("report.html"), width=1080, height=1180)
        page.picture(os.path.join(self.pictures, "report.png"))

    def run(self, names):
        with browser.Browser(self.chromium) as self.browser:
            return self.run_each(names)

    def run_each(self, names):
        tests = [name for name in dir(self) if name.startswith("test_")]
        failed = 0
        for name in tests:
            if names and not any(part in name for part in names):
                continue
            start = time.monotonic()
            with tempfile.TemporaryDirectory(prefix="stance-pages-") as self.folder:
                try:
                    getattr(self, name)()
                    verdict = "passed"
                except (Failure, browser.BrowserError) as error:
                    verdict = f"FAILED: {error}"
                    failed += 1
                self.browser.close_pages()
            print(f"  {name[5:].replace('_', ' ')}: {verdict} ({time.monotonic() - start:.1f} s)", flush=True)
        return failed


def main():
    parser = argparse.ArgumentParser(description="Tests the pages in a real browser.")
    parser.add_argument("--stance", default=os.path.join(ROOT, ".build", "debug", "stance"))
    parser.add_argument("--pictures", help="only draw the pictures of the documentation into this folder")
    parser.add_argument("--articles", type=int, default=500, help="how many are many (default 500)")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    chromium = browser.find()
    if chromium is None:
        print("browser tests skipped: no Chromium found (Debian: apt-get install chromium)")
        return 1 if os.environ.get("STANCE_REQUIRE_BROWSER") else 0
    if not os.path.exists(options.stance):
        print(f"no program at {options.stance}: run 'swift build' first, or name it with --stance")
        return 2
    suite = Suite(os.path.abspath(options.stance), chromium, options.articles)
    if options.pictures:
        suite.pictures = os.path.abspath(options.pictures)
        with tempfile.TemporaryDirectory(prefix="stance-pages-") as suite.folder:
            with browser.Browser(chromium) as suite.browser:
                suite.draw()
        return 0
    failed = suite.run(options.names)
    print("browser tests: " + (f"{failed} failed" if failed else "all passed"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
