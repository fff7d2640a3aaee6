#!/usr/bin/env bash
# bench/speech.sh [short]: how soon and how fast the server speaks, beside flite and, where ../shared/teacher (or TIMBRE_SHARED's) is,
# Kokoro; ./bench.sh speech installs what it needs and calls it. "short" asks a tenth as often and prints without writing the result: to
# see that it runs.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
. scripts/bench-tools.sh
weights=(
  models/quality/estimator.bin models/speaker/encoder.bin models/lts/english.lts models/lts/english-letters.bin
  models/homographs/english.homographs models/voice/average.bin models/vocoder/vocoder.bin
)
teacher=${TIMBRE_SHARED:-$(readlink -f ..)/shared}/teacher
head=$(result_head speech "$@")
dotnet build src/Timbre.Server -c Release --nologo -v quiet >&2
dotnet build bench/Timbre.Bench.Http -c Release --nologo -v quiet >&2
if [ -e "$teacher/kokoro-82m-int8.onnx" ]; then need_node onnxruntime-node@1.30.0; else teacher=''; fi
out=bench/results/speech.md
mkdir -p bench/results
trap 'rm -f "$out.new"' EXIT
{
  cat <<END
# Speaking over HTTP

$head

The database is SQLite; the rate limit is off; the clients share the cores with the server, flite or Kokoro, which speak in turn, each as
processes of its own. Fairness is Jain's index of the waits for the first sound: 1 when all listeners wait equally long. flite and Kokoro
give a sound when it is whole. Kokoro says other sentences of 90 to 110 characters, on one thread; its listeners at once are reckoned from
the sentences, one after the other.

END
  dotnet bench/Timbre.Bench.Http/bin/Release/net10.0/Timbre.Bench.Http.dll speech \
    src/Timbre.Server/bin/Release/net10.0/Timbre.Server.dll "$teacher" "${1:-}"
} > "$out.new"
if [ "${1:-}" = short ]; then
  cat "$out.new"
else
  mv "$out.new" "$out"
  cat "$out"
fi
