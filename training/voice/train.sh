#!/usr/bin/env bash
# training/voice/train.sh --data DIR --out OUT [more for train.py]
# Prepares the recordings of DIR (utterances.tsv and the files that it names, as ../shared/speech/train) and trains the average
# voice into OUT: prepared files are kept, OUT/run/checkpoint.pt is written every five minutes, and the same command again
# resumes where it was stopped. One thread at the lowest priority (THREADS=2 for two). OUT lies outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
. "$here/../../scripts/train.sh"
begin "" "$@"

need_dotnet
need_packages run training
on_threads "${THREADS:-1}"
keep_memory

mkdir -p "$out/run"
if [ ! -e "$out/prepared" ]; then
  for project in bench/Timbre.Bench training/Timbre.Training src/Timbre.Cli; do
    nice -n 19 dotnet build "$project" -c Release --nologo -v quiet >&2
  done
  python prepare --data "$data" --out "$out"
  nice -n 19 dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll vocoder features "$out/features.list"
  nice -n 19 dotnet training/Timbre.Training/bin/Release/net10.0/Timbre.Training.dll \
    voice-phrases "$out/phrases.list" "$out/phrases.jsonl" "$threads"
  # Recordings with too little speech for an embedding are reported on stderr and get none.
  xargs -n 200 nice -n 19 dotnet src/Timbre.Cli/bin/Release/net10.0/timbre.dll speakers embed --json \
    <"$out/wavs.list" >"$out/embeddings.part" || [ -s "$out/embeddings.part" ]
  mv "$out/embeddings.part" "$out/embeddings.jsonl"
  touch "$out/prepared"
fi
exec nice -n 19 /usr/bin/python3 "$here/train.py" --data "$out" --out "$out/run" \
  --dev training/dev-speakers.txt --threads "$threads" "${more[@]}"
