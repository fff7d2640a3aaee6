#!/usr/bin/env bash
# training/quality/train.sh --data DIR --noise DIR --out DIR [--pairs N] [--first N] [more for train.py]
# Damages the speech of --data (utterances.tsv and what it names), measures what came of it with our own measures and trains
# the estimator on that. Training begins when --first pairs (3000) are measured, and goes on while the rest of --pairs (15000) are made. The same
# command again goes on where it was stopped, in whatever step. One thread each at the lowest priority. OUT lies outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
pairs=15000 first=3000 more=()
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$(readlink -f "$2") && shift 2 ;;
    --noise) noise=$(readlink -f "$2") && shift 2 ;;
    --out) out=$(realpath -m "$2") && shift 2 ;;
    --pairs) pairs=$2 && shift 2 ;;
    --first) first=$2 && shift 2 ;;
    *) more+=("$1") && shift ;;
  esac
done
cd "$here/../.."
. scripts/need.sh
[ -e "${data:?--data is missing}/utterances.tsv" ] || refuse "there is no utterances.tsv in $data."
[ -d "${noise:?--noise is missing}" ] || refuse "there is no folder $noise."
: "${out:?--out is missing}"
case $out/ in "$PWD"/*) refuse "--out lies inside the repository; what training writes does not belong there." ;; esac

need_dotnet
# Debian's PyTorch is slow with the reference BLAS; OpenBLAS takes its place by being installed.
need ffmpeg:ffmpeg sox:sox flite:flite /usr/share/festival/voices/russian/msu_ru_nsh_clunits:festvox-ru /usr/bin/python3:python3 \
  /usr/lib/python3/dist-packages/torch:python3-torch /usr/lib/python3/dist-packages/scipy:python3-scipy \
  /usr/lib/python3/dist-packages/soundfile.py:python3-soundfile /usr/lib/python3/dist-packages/matplotlib:python3-matplotlib \
  "/usr/lib/$(uname -m)-linux-gnu/openblas-pthread/libblas.so.3:libopenblas0-pthread"

export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 DOTNET_gcServer=0 DOTNET_gcConcurrent=0
# Large blocks are kept and not given back after each step: 0.57 s a step and not 0.95.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=500000000
python() { nice -n 19 /usr/bin/python3 "$here/$1.py" "${@:2}"; }

mkdir -p "$out/run"
[ -e "$out/bin/Timbre.Training.dll" ] || nice -n 19 dotnet build training/Timbre.Training -c Release --nologo -v quiet -o "$out/bin" >&2

# grow TO: makes and measures pairs until there are TO, 500 at a time, so that training has them soon.
grow() {
  local from=$(($(wc -l 2>/dev/null <"$out/labels.tsv" || echo 1) - 1)) count
  for ((count = from / 500 * 500 + 500; count < $1 + 500; count += 500)); do
    python prepare --data "$data" --noise "$noise" --out "$out" --held training/dev-speakers.txt --count "$count"
    nice -n 19 dotnet "$out/bin/Timbre.Training.dll" quality-labels "$out/pairs.tsv" "$out/labels.tsv" 1
  done
}

exec 8>"$out/lock"
flock -n 8 || refuse "another run works in $out."
grow "$first"
if [ "$pairs" -gt "$first" ]; then
  grow "$pairs" >>"$out/grow.log" 2>&1 &
  growing=$!
fi
nice -n 19 /usr/bin/python3 "$here/train.py" --data "$out" --out "$out/run" "${more[@]}" &
training=$!
# Stopped, all stop. What makes pairs is a child of the loop, which would go on to the next without it.
trap 'kill "$training"; [ -z "${growing:-}" ] || { kill "$growing"; pkill -P "$growing"; }; wait; exit 143' TERM INT
wait "$training"
[ -z "${growing:-}" ] || wait "$growing"
