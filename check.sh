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
docs() {
  python3 Tests/Docs/run.py docs/Tutorial.md docs/Cookbook.md docs/Output.md || return 1
  python3 Tests/Examples/spark.py
}
instructions() { python3 Benchmarks/instructions.py --build; }
fuzz() { Fuzz/run.sh gate 10; }
install() {
  local folder status=0
  folder=$(mktemp -d)
  make -s install PREFIX="$folder" && "$folder/bin/stance" --version &&
    (cd "$folder" && bin/stance label --text "Norway denied that it had closed the port.") &&
    [[ -s "$folder/share/man/man1/stance.1" ]] && bash -n "$folder/share/bash-completion/completions/stance" &&
    # The tables built in say what the rules say that are compiled anew, as those of a changed file.
    (cat rules.json && echo) >"$folder/rules.json" &&
    cmp <("$folder/bin/stance" label --format json --rules default Examples/newswire.txt) \
      <("$folder/bin/stance" label --format json --quiet --rules "$folder/rules.json" \
        Examples/newswire.txt) &&
    # Nothing of the toolchain is needed where it runs.
    ! { ldd "$folder/bin/stance" 2>/dev/null | grep -iE 'swift|foundation|not found'; } || status=1
  rm -rf "$folder"
  return $status
}
layering() { swift test --filter LayeringTests; }
# The runner and the command free nothing at their end; the tests pass on to the command what is set.
address() {
  ASAN_OPTIONS=detect_leaks=0 swift test --sanitize address --scratch-path .build-address
}
thread() { TSAN_OPTIONS=exitcode=66 swift test --sanitize thread --scratch-path .build-thread; }

wanted=()
for word in "$@"; do
  case "$word" in
    -h | --help) usage; exit 0 ;;
    --all) wanted+=("${default[@]}" install address thread) ;;
    *)
      if [[ " ${gates[*]} " != *" $word "* ]]; then
        echo "check.sh: unknown gate '$word'; expected ${gates[*]}" >&2
        exit 2
      fi
      wanted+=("$word")
      ;;
  esac
done
[[ ${#wanted[@]} -gt 0 ]] || wanted=("${default[@]}")

failed=()
for gate in "${wanted[@]}"; do
  echo "== $gate"
  start=$SECONDS
  if "$gate"; then
    echo "== $gate passed ($((SECONDS - start)) s)"
  else
    echo "== $gate FAILED ($((SECONDS - start)) s)"
    failed+=("$gate")
  fi
done

if [[ ${#failed[@]} -gt 0 ]]; then
  echo "failed: ${failed[*]}"
  exit 1
fi
echo "all passed: ${wanted[*]}"
