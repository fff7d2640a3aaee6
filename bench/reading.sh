#!/usr/bin/env bash
# Reading texts, before anything is said: processor time and memory of a page, of bad texts, and of the worst that a search finds. Writes
# bench/results/reading.md. Two minutes.
# ./bench.sh reading SECONDS    searches so long; 60 where nothing is said
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
weights=(models/lts/english.lts models/lts/english-letters.bin models/homographs/english.homographs)
head=$(result_head reading "$@")

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
  cat <<END
# Reading texts

$head

Processor time of one core and memory that is allocated, from the text to the script, within the limits of a server (3,000 characters).
Each text is read fifteen times and the fastest counts. The search changes what the costliest texts are made of, piece by piece.

END
  dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll reading "${1:-60}"
} >"$work/result.md"
mkdir -p bench/results
cp "$work/result.md" bench/results/reading.md
cat bench/results/reading.md
