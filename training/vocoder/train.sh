#!/usr/bin/env bash
# training/vocoder/train.sh --data DIR --out DIR [more for train.py]
# Prepares the recordings of DIR (utterances.tsv and the files that it names, as ../shared/speech/train) and trains the vocoder
# into OUT: OUT/data and OUT/parametric once, OUT/run/checkpoint.pt every ten minutes. The same command again resumes, in
# whatever step it was stopped. One thread at the lowest priority (THREADS=2 for two); CUDA is used where present. OUT lies
# outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
. "$here/../../scripts/train.sh"
begin "" "$@"

need_dotnet
need_packages run training
on_threads "${THREADS:-1}"

dev=training/dev-speakers.txt
bench() { nice -n 19 dotnet "$out/bin/Timbre.Bench.dll" vocoder "$@"; }

mkdir -p "$out/run" "$out/parametric/full" "$out/parametric/coded40"
if [ ! -e "$out/data/packed/index.json" ]; then
  nice -n 19 dotnet build bench/Timbre.Bench -c Release --nologo -v quiet -o "$out/bin" >&2
  python prepare --data "$data" --out "$out/data" --dev "$dev"
  bench features "$out/data/features.list"
  while read -r speaker; do
    for wav in "$out/data/wav/$speaker@"*.wav; do
      printf '%s\t%s\n' "$wav" "$out/parametric/full/$(basename "$wav")"
    done
  done <"$dev" >"$out/parametric/full.list"
  sed 's|/parametric/full/|/parametric/coded40/|' "$out/parametric/full.list" >"$out/parametric/coded40.list"
  bench copy "$out/parametric/full.list"
  bench copy "$out/parametric/coded40.list" 40
  python pack --out "$out/data" --dev "$dev"
fi
exec nice -n 19 /usr/bin/python3 "$here/train.py" --data "$out/data/packed" --out "$out/run" \
  --parametric "$out/parametric" --threads "$threads" "${more[@]}"
