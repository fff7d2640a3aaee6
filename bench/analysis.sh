#!/usr/bin/env bash
# bench/analysis.sh: up to an hour of speech as a dataset, analysed by the server as a process. ./bench.sh analysis installs what it needs
# and calls it.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
weights=(models/quality/estimator.bin models/speaker/encoder.bin models/lts/english.lts)
[ -d ../shared/speech/train ] || { echo "There is no ../shared/speech/train to analyse." >&2; exit 1; }
head=$(result_head analysis)
dotnet build src/Timbre.Server -c Release --nologo -v quiet
dotnet build bench/Timbre.Bench.Http -c Release --nologo -v quiet
out=bench/results/analysis.md
mkdir -p bench/results
trap 'rm -f "$out.new"' EXIT
{
  cat <<END
# The analysis of a dataset over HTTP

$head

The database is SQLite. Speech of \`../shared/speech/train\`: ls26, ls27 and lj, one utterance of each in turn.

END
  dotnet bench/Timbre.Bench.Http/bin/Release/net10.0/Timbre.Bench.Http.dll analysis \
    src/Timbre.Server/bin/Release/net10.0/Timbre.Server.dll ../shared
} > "$out.new"
mv "$out.new" "$out"
cat "$out"
