#!/usr/bin/env bash
# training/recogniser/train.sh --data PACKED ... --noise DIR --out OUT [more for train.py]
# Trains the recogniser on folders of packed speech (training/teacher/generate.sh and training/voice/pack.py make them) and the noises
# of DIR (as ../shared/noise) into OUT: OUT/checkpoint.pt is written every five minutes, and the same command again resumes, with what
# was added to the folders. One thread at the lowest priority (THREADS=2 for two). OUT lies outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
. "$here/../../scripts/train.sh"
index=sentences.jsonl
begin noise "$@"

need_packages run training
on_threads "${THREADS:-1}"
keep_memory

mkdir -p "$out/noise"
lock_out
[ -e "$out/noise/noise.json" ] || nice -n 19 /usr/bin/python3 "$here/noise_bank.py" "$noise" "$out/noise"
exec nice -n 19 /usr/bin/python3 "$here/train.py" --data "${folders[@]}" --noise "$out/noise" --out "$out" \
  --dev training/dev-speakers.txt --threads "$threads" "${more[@]}"
