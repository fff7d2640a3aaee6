#!/usr/bin/env bash
# bench/speech.sh [short]: how soon and how fast the server speaks; ./bench.sh speech installs what it needs and calls it.
# "short" asks a tenth as often and prints without writing the result: to see that it runs.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
weights=(models/quality/estimator.bin models/speaker/encoder.bin models/lts/english.lts models/voice/average.bin models/vocoder/vocoder.bin)
head=$(result_head speech "$@")
dotnet build src/Timbre.Server -c Release --nologo -v quiet
dotnet build bench/Timbre.Bench.Http -c Release --nologo -v quiet
out=bench/results/speech.md
mkdir -p bench/results
trap 'rm -f "$out.new"' EXIT
{
  cat <<END
# Speaking over HTTP

$head

The database is SQLite; the rate limit is off; server, clients and flite share the cores.

END
  dotnet bench/Timbre.Bench.Http/bin/Release/net10.0/Timbre.Bench.Http.dll speech \
    src/Timbre.Server/bin/Release/net10.0/Timbre.Server.dll "${1:-}"
} > "$out.new"
if [ "${1:-}" = short ]; then
  cat "$out.new"
else
  mv "$out.new" "$out"
  cat "$out"
fi
