#!/usr/bin/env bash
# Pronouncing words: time to load, words a second, memory; and the errors of the letter-to-sound model. Writes
# bench/results/lexicon.md. One minute.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
weights=(models/lts/english.lts models/lts/english-letters.bin)
head=$(result_head lexicon)

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
dotnet build -c Release -v quiet --nologo training/Timbre.Training >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
  cat <<END
# Pronouncing words

$head

| what, on one core | |
|---|---|
END
  dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll lexicon
  echo
  echo 'Letter to sound on the tenth of the dictionary that it has not seen; more stands in [its card](../../models/lts/README.md):'
  echo
  dotnet training/Timbre.Training/bin/Release/net10.0/Timbre.Training.dll lts-try models/lts/english.lts models/lts/english-letters.bin |
    sed 's/^/- /'
} >"$work/result.md"
mkdir -p bench/results
cp "$work/result.md" bench/results/lexicon.md
cat bench/results/lexicon.md
