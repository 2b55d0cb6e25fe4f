#!/usr/bin/env bash
# Fuzzes what takes bytes from strangers.
#
#   Fuzz/run.sh [SECONDS [TARGET...]]           led by the code that inputs reach (default: 10 s each)
#   Fuzz/run.sh gate [SECONDS [TARGET...]]      the same, from the corpus alone and by one chance
#   Fuzz/run.sh replay TARGET FILE...           tries inputs once
#   Fuzz/run.sh storm SECONDS SEED [TARGET...]  many more inputs, led by nothing
#   Fuzz/run.sh again TARGET SEED NUMBER        shows and tries one input of a storm
#
# Targets: documents html json rules patterns gold. STANCE_FUZZ_WORK names the folder for programs, the
# inputs that reach new code and those that break a promise (default .build/fuzz). All but the storm
# need a toolchain with libFuzzer, as those of swift.org for Linux are; without one nothing is done.
set -u
cd "$(dirname "$0")/.." || exit 2

all=(documents html json rules patterns gold)
work=${STANCE_FUZZ_WORK:-.build/fuzz}
mkdir -p "$work" && work=$(cd "$work" && pwd) || exit 2
# A trap is to end the process at once: its report would be written by a further program.
export SWIFT_BACKTRACE=enable=no

hasLibFuzzer() {
  local library
  library=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")/lib
  find "$library" -name 'libclang_rt.fuzzer-*' 2>/dev/null | grep -q .
}

# build FOLDER DRIVER FLAG...: the modules as for a release, the targets and a driver, in a folder of
# their own. A module is compiled anew where one of its files is newer, and then all that need it.
build() {
  local out=$work/$1 driver=$2 stale=0
  mkdir -p "$out"
  local flags=("${@:3}" -swift-version 6 -package-name stance -O -wmo -parse-as-library
    -enable-testing -strict-memory-safety -enable-upcoming-feature ExistentialAny
    -enable-upcoming-feature InternalImportsByDefault
    -enable-upcoming-feature MemberImportVisibility
    -I "$out" -Xcc "-fmodule-map-file=$out/data.modulemap")
  local header part
  # The parts in C.
  for header in Sources/*/include/*.h; do
    part=$(basename "$header" .h)
    echo "module $part { header \"$PWD/$header\" export * }"
    isStale "$out/$part.o" "Sources/$part" rules.json || continue
    clang -std=c2x -O2 -I "Sources/$part/include" -c "Sources/$part/$part.c" -o "$out/$part.o" ||
      return
  done >"$out/data.modulemap"
  module Rules Sources/Rules && module Stance Sources/Stance &&
    # The drivers have main functions of their own.
    module stance_cli Sources/stance-cli -Xfrontend -entry-point-function-name \
      -Xfrontend stance_main &&
    # The promises are those of the tests.
    module TestSupport Tests/Support || return
  if isStale "$out/fuzz" Fuzz/Targets "$driver" "$out"/*.o; then
    swiftc "${flags[@]}" -module-name Fuzz Fuzz/Targets/*.swift "$driver"/*.swift "$out"/*.o \
      -o "$out/fuzz"
  fi
}

isStale() {
  ((stale)) || [[ ! -e $1 || -n $(find "${@:2}" -newer "$1" -print -quit) ]]
}

module() {
  local name=$1 files
  isStale "$out/$name.o" "$2" || return 0
  stale=1
  mapfile -t files < <(find "$2" -name '*.swift' | sort)
  swiftc "${flags[@]}" "${@:3}" -module-name "$name" -emit-module \
    -emit-module-path "$out/$name.swiftmodule" -c "${files[@]}" -o "$out/$name.o"
}

# storm SECONDS SEED TARGET...
storm() {
  local target status=0
  for target in "${@:3}"; do
    "$work/plain/fuzz" "$target" "$2" 0 1000000000000 "$1" "Fuzz/Dictionaries/$target.dict" \
      "Fuzz/Corpus/$target"/* || status=1
  done
  return $status
}

# guided FOUND SEED SECONDS TARGET...: FOUND is the folder of inputs that reach new code; seed 0 is any
guided() {
  local found=$1 seed=$2 target log count memory status=0
  for target in "${@:4}"; do
    mkdir -p "$found/$target" "$work/broken"
    log=$work/$target.log
    # Hangs beyond any doubt end the run; the program itself counts processor time.
    if ! STANCE_FUZZ=$target "$work/guided/fuzz" -seed="$seed" -max_total_time="$3" -timeout=60 \
      -rss_limit_mb=500 -max_len=1024 -entropic=0 -print_final_stats=1 \
      -dict="Fuzz/Dictionaries/$target.dict" -artifact_prefix="$work/broken/$target-" \
      "$found/$target" "Fuzz/Corpus/$target" >"$log" 2>&1; then
      status=1
      echo "$target: BROKEN; Fuzz/run.sh replay $target FILE tries it again" >&2
      grep -hE 'broken promise|Fatal error|ERROR: libFuzzer|Test unit written' "$log" >&2
    fi
    count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    memory=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")
    echo "$target: ${count:-?} inputs in $3 s, at most ${memory:-?} MB"
  done
  return $status
}

case ${1:-} in
  storm | again) folder=plain driver=Fuzz/Storm instrumentation=() ;;
  *)
    if ! hasLibFuzzer; then
      echo "Fuzz/run.sh: this toolchain has no libFuzzer: skipped" >&2
      exit 0
    fi
    folder=guided driver=Fuzz/LibFuzzer instrumentation=(-sanitize=fuzzer)
    ;;
esac
if ! build "$folder" "$driver" "${instrumentation[@]}"; then
  echo "Fuzz/run.sh: not built" >&2
  exit 1
fi
case ${1:-} in
  storm)
    targets=("${@:4}")
    [[ ${#targets[@]} -gt 0 ]] || targets=("${all[@]}")
    storm "${2:?seconds}" "${3:?a seed}" "${targets[@]}"
    ;;
  again)
    "$work/plain/fuzz" "${2:?a target}" "${3:?a seed}" "${4:?a number}" 1 60 \
      "Fuzz/Dictionaries/$2.dict" "Fuzz/Corpus/$2"/*
    ;;
  gate)
    targets=("${@:3}")
    [[ ${#targets[@]} -gt 0 ]] || targets=("${all[@]}")
    # What was found before is left out: the same code is to be tried with the same inputs everywhere.
    found=$(mktemp -d)
    trap 'rm -rf "$found"' EXIT
    guided "$found" 1 "${2:-10}" "${targets[@]}"
    ;;
  replay) STANCE_FUZZ=${2:?a target} "$work/guided/fuzz" "${@:3}" ;;
  *)
    targets=("${@:2}")
    [[ ${#targets[@]} -gt 0 ]] || targets=("${all[@]}")
    guided "$work/found" 0 "${1:-10}" "${targets[@]}"
    ;;
esac
