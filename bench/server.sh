#!/usr/bin/env bash
# bench/server.sh: the server as a process on this machine's loopback; ./bench.sh server installs what it needs and calls it.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
weights=(
  models/quality/estimator.bin models/speaker/encoder.bin models/lts/english.lts models/lts/english-letters.bin
  models/homographs/english.homographs models/voice/average.bin models/vocoder/vocoder.bin
)
head=$(result_head server)
dotnet build src/Timbre.Server -c Release --nologo -v quiet
dotnet build bench/Timbre.Bench.Http -c Release --nologo -v quiet
out=bench/results/server.md
mkdir -p bench/results
trap 'rm -f "$out.new"' EXIT
{
  cat <<END
# The server over HTTP

$head

The database is SQLite; the rate limit is off.

END
  dotnet bench/Timbre.Bench.Http/bin/Release/net10.0/Timbre.Bench.Http.dll src/Timbre.Server/bin/Release/net10.0/Timbre.Server.dll ../shared
} > "$out.new"
mv "$out.new" "$out"
cat "$out"
