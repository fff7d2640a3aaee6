#!/usr/bin/env bash
# bench/analysis.sh: an hour of speech as a dataset, analysed by the server as a process; ./bench.sh analysis installs what it needs and calls it.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
[ -d ../shared/speech/train ] || { echo "There is no ../shared/speech/train to analyse." >&2; exit 1; }
dotnet build src/Timbre.Server -c Release --nologo -v quiet
dotnet build bench/Timbre.Bench.Http -c Release --nologo -v quiet
out=bench/results/analysis.md
mkdir -p bench/results
trap 'rm -f "$out.new"' EXIT
{
  echo "# The analysis of a dataset over HTTP"
  echo
  echo "Machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), load $(cut -d' ' -f1 /proc/loadavg) when it started; .NET $(dotnet --version); SQLite. Command: \`./bench.sh analysis\`. Speech of \`../shared/speech/train\`: ls26, ls27 and lj, one utterance of each in turn."
  echo
  dotnet bench/Timbre.Bench.Http/bin/Release/net10.0/Timbre.Bench.Http.dll analysis src/Timbre.Server/bin/Release/net10.0/Timbre.Server.dll ../shared
} > "$out.new"
mv "$out.new" "$out"
cat "$out"
