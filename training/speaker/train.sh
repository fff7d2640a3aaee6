#!/usr/bin/env bash
# training/speaker/train.sh --data DIR --noise DIR --out DIR [more for train.py]
# Makes the bank of speakers, shapes and noises from --data (utterances.tsv and the files that it names) and --noise once, and
# trains the speaker encoder on it into OUT/run. The same command again resumes, in whatever step it was stopped. One thread at
# a low priority. OUT lies outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
. "$here/../../scripts/train.sh"
begin noise "$@"

# Asterisk's prompts and the actors of Fish Fillets are for the validation figures alone.
need_packages run training training/speaker
on_threads 1
keep_memory

mkdir -p "$out/data" "$out/run"
lock_out
if [ ! -e "$out/data/dev.npz" ]; then
  nice -n 15 /usr/bin/python3 "$here/prepare.py" --data "$data" --noise "$noise" --out "$out/data" --held-out training/dev-speakers.txt
fi
exec nice -n 15 /usr/bin/python3 "$here/train.py" --data "$out/data" --out "$out/run" "${more[@]}"
