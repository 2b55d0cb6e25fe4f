#!/usr/bin/env bash
# Runs every gate, or only those named: ./check.sh lint build
set -u
cd "$(dirname "$0")" || exit 2

gates=(lint build tests rules browser docs instructions fuzz install layering address thread)
default=(lint build tests rules browser docs instructions fuzz)

usage() {
  cat <<'USAGE'
usage: ./check.sh [--all] [GATE...]

  lint      swift format lint --strict on all sources
  build     swift build, warnings are errors
  tests     swift test: unit tests, the command as a program, gold sets, layering
  rules     stance check rules.json
  browser   the pages in headless Chromium (skipped where there is none)
  docs      what stands in docs/ and Examples/ and can be run; what lacks its tools is skipped
  instructions  what labelling costs, in instructions of the static release build, which is built
             for it, beside what is recorded (skipped without valgrind)
  fuzz      ten seconds of each fuzzer, by the same chance each time (skipped without libFuzzer)
  install   make install of the static release build, into a folder of its own (slow)
  layering  only the test of imports and documentation
  address   swift test under the address sanitizer (slow)
  thread    swift test under the thread sanitizer (slow)

Without GATE: lint, build, tests, rules, browser, docs, instructions, fuzz. --all adds install and the
sanitizers.
Exit status: 0 all passed, 1 a gate failed, 2 unknown gate.
USAGE
}

lint() { swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz; }
build() { swift build; }
tests() { swift test; }
rules() { swift run stance check rules.json; }
browser() { python3 Tests/Browser/run.py; }
