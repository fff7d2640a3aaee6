#!/usr/bin/env bash
# training/vocoder/train.sh --data PACKED ... --out DIR [more for train.py]
# Trains the vocoder on folders of packed speech (training/teacher/generate.sh makes one) into OUT: OUT/checkpoint.pt every ten
# minutes. The same command again resumes, with what was added to the folders. One thread at the lowest priority (THREADS=2 for
# two). OUT lies outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
. "$here/../../scripts/train.sh"
index=sentences.jsonl
begin "" "$@"

need_packages run training
on_threads "${THREADS:-1}"
keep_memory

mkdir -p "$out"
lock_out
exec nice -n 19 /usr/bin/python3 "$here/train.py" --data "${folders[@]}" --out "$out" --threads "$threads" "${more[@]}"
