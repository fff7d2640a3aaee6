#!/usr/bin/env bash
# The reference measures (PESQ, STOI, ESTOI, SI-SDR): how far from the reference programs' scores, and how fast. Writes
# bench/results/quality.md. Needs ../shared (or TIMBRE_SHARED).
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
shared=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
[ -e "$shared/golden/quality/golden.tsv" ] || { echo "quality: no ../shared/golden/quality here; nothing to measure with." >&2; exit 1; }

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
out=bench/results/quality.md
mkdir -p bench/results
trap 'rm -f "$out.new"' EXIT
{
  echo '# The reference measures: agreement and speed'
  echo
  echo "Measured $(date -u +%F) by \`./bench.sh quality\` on $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) when it started; .NET $(dotnet --version). Pairs of 5 to 8 s at 16 kHz, six speakers, twelve kinds of damage (\`../shared/golden/quality\`). One core: processor time of the process, without decoding; best of three rounds."
  echo
  DOTNET_gcServer=0 DOTNET_gcConcurrent=0 dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll quality "$shared/golden/quality"
} > "$out.new"
mv "$out.new" "$out"
cat "$out"
