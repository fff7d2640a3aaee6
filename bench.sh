#!/usr/bin/env bash
# ./bench.sh          every benchmark under bench/, one after the other
# ./bench.sh NAME     one of them: bench/NAME.sh
# Each writes bench/results/NAME.md and says there on what machine and with which command. Not part of the tests.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
. scripts/need.sh

names=()
for script in bench/*.sh; do
  [ -e "$script" ] && names+=("$(basename "$script" .sh)")
done
[ ${#names[@]} -gt 0 ] || refuse "there is no benchmark under bench/ yet."
if [ $# -gt 0 ]; then
  [ -e "bench/$1.sh" ] || refuse "there is no benchmark '$1'; there are: ${names[*]}."
  names=("$1")
  shift
fi

need_dotnet
# The judges (speaker likeness, naturalness) are Python with PyTorch; only benchmarks need them.
need_packages run bench "${names[@]/#/bench/}"

mkdir -p bench/results
failed=()
for name in "${names[@]}"; do
  echo "== $name"
  bash "bench/$name.sh" "$@" || failed+=("$name")
done
[ ${#failed[@]} -eq 0 ] || refuse "these benchmarks failed: ${failed[*]}."
