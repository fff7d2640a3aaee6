#!/usr/bin/env bash
# training/voice/train.sh --data DIR --out OUT [more for train.py]
# Prepares the recordings of DIR (utterances.tsv and what it names, as ../shared/speech/train) and trains the average voice into OUT: what was
# prepared is kept, OUT/run/checkpoint.pt is written every five minutes, and the same command again goes on where it was stopped. One thread at the
# lowest priority (THREADS=2 for two). OUT lies outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
more=()
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$(readlink -f "$2") && shift 2 ;;
    --out) out=$(realpath -m "$2") && shift 2 ;;
    *) more+=("$1") && shift ;;
  esac
done
cd "$here/../.."
. scripts/need.sh
[ -e "${data:?--data is missing}/utterances.tsv" ] || refuse "there is no utterances.tsv in $data."
: "${out:?--out is missing}"
case $out/ in "$PWD"/*) refuse "--out lies inside the repository; what training writes does not belong there." ;; esac

need_dotnet
need_sound
need /usr/bin/python3:python3 /usr/lib/python3/dist-packages/torch:python3-torch /usr/lib/python3/dist-packages/scipy:python3-scipy \
  /usr/lib/python3/dist-packages/soundfile.py:python3-soundfile /usr/lib/python3/dist-packages/matplotlib:python3-matplotlib \
  "/usr/lib/$(uname -m)-linux-gnu/openblas-pthread/libblas.so.3:libopenblas0-pthread"

threads=${THREADS:-1}
export OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads DOTNET_gcServer=0
# Large tensors come and go at every step; giving their memory back each time costs a third of the time.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=500000000

mkdir -p "$out/run"
if [ ! -e "$out/prepared" ]; then
  for project in bench/Timbre.Bench training/Timbre.Training src/Timbre.Cli; do nice -n 19 dotnet build "$project" -c Release --nologo -v quiet >&2; done
  nice -n 19 /usr/bin/python3 "$here/prepare.py" --data "$data" --out "$out"
  nice -n 19 dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll vocoder features "$out/features.list"
  nice -n 19 dotnet training/Timbre.Training/bin/Release/net10.0/Timbre.Training.dll voice-phrases "$out/phrases.list" "$out/phrases.jsonl" "$threads"
  # Who speaks too little for an embedding is told on stderr, and has none.
  xargs -n 200 nice -n 19 dotnet src/Timbre.Cli/bin/Release/net10.0/timbre.dll speakers embed --json <"$out/wavs.list" >"$out/embeddings.part" || [ -s "$out/embeddings.part" ]
  mv "$out/embeddings.part" "$out/embeddings.jsonl"
  touch "$out/prepared"
fi
exec nice -n 19 /usr/bin/python3 "$here/train.py" --data "$out" --out "$out/run" --dev training/dev-speakers.txt --threads "$threads" "${more[@]}"
