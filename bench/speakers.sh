#!/usr/bin/env bash
# Who is speaking: verification on speakers that nothing was trained on, outliers in polluted datasets, speed. Writes
# bench/results/speakers.md and speakers.png. Needs ../shared (or TIMBRE_SHARED).
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
weights=(models/speaker/encoder.bin)
shared=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
[ -e "$shared/speech/eval/utterances.tsv" ] || { echo "speakers: no ../shared/speech/eval here; nothing to measure with." >&2; exit 1; }
head=$(result_head speakers)

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
out=bench/results/speakers.md
mkdir -p bench/results
work=$(mktemp -d)
trap 'rm -rf "$work" "$out.new"' EXIT
export DOTNET_gcServer=0 DOTNET_gcConcurrent=0 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH=training/speaker
bench=bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll
/usr/bin/python3 bench/speakers.py plan "$shared" "$work"
dotnet "$bench" speakers embed "$work/list.tsv" "$work/datasets.txt" "$work" >&2
{
  cat <<END
# Who is speaking: verification, outliers, speed

$head

END
  /usr/bin/python3 bench/speakers.py report "$shared" "$work" models/speaker/encoder.bin bench/results/speakers.png
  cat <<END

## Speed

One core, processor time, the best of five rounds, WAV files at 16 kHz of 3 to 15 s.

| part | times real time |
|---|---|
END
  mkdir "$work/wav"
  find "$shared/speech/eval/rapid" -name '*.flac' -path '*/ls*' | sort | head -30 |
    while read -r sound; do sox "$sound" -r 16000 -b 16 "$work/wav/$(basename "$sound" .flac).wav"; done
  dotnet "$bench" speakers speed "$work/wav"
} > "$out.new"
mv "$out.new" "$out"
cat "$out"
