#!/usr/bin/env bash
# training/voice/train.sh --data PACKED --out OUT [--real PACKED] [more for train.py]
# Trains the average voice on the teacher's packed speech (training/teacher/generate.sh makes it), and for a quarter of the batches on
# that of real speakers (pack.py makes it), into OUT: OUT/checkpoint.pt is written every five minutes, and the same command again
# resumes, with what was added to the folders. One thread at the lowest priority (THREADS=2 for two). OUT lies outside the repository.
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
exec nice -n 19 /usr/bin/python3 "$here/train.py" --data "$data" --out "$out" \
  --dev training/dev-speakers.txt --threads "$threads" "${more[@]}"
