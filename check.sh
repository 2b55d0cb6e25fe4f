#!/usr/bin/env bash
# Runs every gate, or only those named: ./check.sh lint build
set -u
cd "$(dirname "$0")" || exit 2

gates=(lint build tests rules layering address thread)
default=(lint build tests rules)

usage() {
  cat <<'USAGE'
usage: ./check.sh [--all] [GATE...]

  lint      swift format lint --strict on all sources
  build     swift build, warnings are errors
  tests     swift test: unit tests, the command as a program, gold sets, layering
  rules     stance check rules.json
  layering  only the test of imports and documentation
  address   swift test under the address sanitizer (slow)
  thread    swift test under the thread sanitizer (slow)

Without GATE: lint, build, tests, rules. --all adds the sanitizers.
Exit status: 0 all passed, 1 a gate failed, 2 unknown gate.
USAGE
}

lint() { swift format lint --strict --recursive --parallel Package.swift Sources Tests; }
build() { swift build; }
tests() { swift test; }
rules() { swift run stance check rules.json; }
layering() { swift test --filter LayeringTests; }
# The runner itself leaks some bytes at its end.
address() {
  ASAN_OPTIONS=detect_leaks=0 swift test --sanitize address --scratch-path .build-address
}
thread() { swift test --sanitize thread --scratch-path .build-thread; }

wanted=()
for word in "$@"; do
  case "$word" in
    -h | --help) usage; exit 0 ;;
    --all) wanted+=("${default[@]}" address thread) ;;
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
