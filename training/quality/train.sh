#!/usr/bin/env bash
# training/quality/train.sh --data DIR --noise DIR --out DIR [--pairs N] [--first N] [more for train.py]
# Degrades the speech of --data (utterances.tsv and the files that it names), measures the pairs with our own measures and
# trains the estimator on them. Training begins when --first pairs (3000) are measured, and goes on while the rest of --pairs
# (15000) are made. The same command again resumes, in whatever step it was stopped. One thread each at the lowest priority. OUT
# lies outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
pairs=15000 first=3000
. "$here/../../scripts/train.sh"
begin "noise pairs first" "$@"

need_dotnet
need_packages run training
on_threads 1
keep_memory

mkdir -p "$out/run"
[ -e "$out/bin/Timbre.Training.dll" ] || nice -n 19 dotnet build training/Timbre.Training -c Release --nologo -v quiet -o "$out/bin" >&2

# grow TO: makes and measures pairs until there are TO, 500 at a time, so that training can use them early.
grow() {
  local from=$(($(wc -l 2>/dev/null <"$out/labels.tsv" || echo 1) - 1)) count
  for ((count = from / 500 * 500 + 500; count < $1 + 500; count += 500)); do
    python prepare --data "$data" --noise "$noise" --out "$out" --held-out training/dev-speakers.txt --count "$count"
    nice -n 19 dotnet "$out/bin/Timbre.Training.dll" quality-labels "$out/pairs.tsv" "$out/labels.tsv" 1
  done
}

lock_out
grow "$first"
if [ "$pairs" -gt "$first" ]; then
  grow "$pairs" >>"$out/grow.log" 2>&1 &
  growing=$!
fi
nice -n 19 /usr/bin/python3 "$here/train.py" --data "$out" --out "$out/run" "${more[@]}" &
training=$!
# A signal stops everything. The program that makes pairs is a child of the loop, which would otherwise start the next one.
trap 'kill "$training"; [ -z "${growing:-}" ] || { kill "$growing"; pkill -P "$growing"; }; wait; exit 143' TERM INT
wait "$training"
[ -z "${growing:-}" ] || wait "$growing"
