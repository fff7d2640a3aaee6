#!/usr/bin/env bash
# The reference measures (PESQ, STOI, ESTOI, SI-SDR): how far from the reference programs' scores, and how fast; the estimator that does
# without a reference, beside the same network in PyTorch. Writes bench/results/quality.md. Needs ../shared (or TIMBRE_SHARED).
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
weights=(models/quality/estimator.bin)
shared=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
[ -e "$shared/golden/quality/golden.tsv" ] || { echo "quality: no ../shared/golden/quality here; nothing to measure with." >&2; exit 1; }
head=$(result_head quality)

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
out=bench/results/quality.md
mkdir -p bench/results
work=$(mktemp -d)
trap 'rm -rf "$work" "$out.new"' EXIT
for sound in "$shared"/golden/quality/*.flac; do
  sox "$sound" -r 16000 -b 16 "$work/$(basename "$sound" .flac).wav"
done
bench=bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll
export DOTNET_gcServer=0 DOTNET_gcConcurrent=0
{
  cat <<END
# How good recordings are: agreement and speed of the measures, speed of the estimator

$head

Pairs of 5 to 8 s at 16 kHz, six speakers, twelve kinds of degradation (\`../shared/golden/quality\`). One core: processor time of the
process, without decoding; best of three rounds.

END
  dotnet "$bench" quality "$shared/golden/quality"
  cat <<END

The estimator (\`models/quality\`) over the same $(ls "$work" | wc -l) sounds, reference and degraded, one core;
PyTorch $(/usr/bin/python3 -c 'import torch; print(torch.__version__)') runs the network of \`training/quality/model.py\` on one thread;
best of five rounds.

| estimator | times real time | seconds for all sounds |
|---|---|---|
END
  dotnet "$bench" estimator "$work"
  OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=training/quality /usr/bin/python3 bench/estimator.py "$work"
} > "$out.new"
mv "$out.new" "$out"
cat "$out"
