#!/usr/bin/env bash
# training/vocoder/train.sh --data DIR --out DIR [more for train.py]
# Prepares the recordings of DIR (utterances.tsv and what it names, as ../shared/speech/train) and trains the vocoder into OUT:
# OUT/data and OUT/parametric once, OUT/run/checkpoint.pt every ten minutes. The same command again goes on where it was stopped,
# in whatever step. One thread at the lowest priority (THREADS=2 for two); CUDA is used where present. OUT lies outside the repository.
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
# Debian's PyTorch is slow with the reference BLAS, thirty times in matrix products; OpenBLAS takes its place by being installed.
need ffmpeg:ffmpeg flite:flite /usr/share/festival/voices/russian/msu_ru_nsh_clunits:festvox-ru /usr/bin/python3:python3 \
  /usr/lib/python3/dist-packages/torch:python3-torch /usr/lib/python3/dist-packages/scipy:python3-scipy \
  /usr/lib/python3/dist-packages/soundfile.py:python3-soundfile /usr/lib/python3/dist-packages/matplotlib:python3-matplotlib \
  "/usr/lib/$(uname -m)-linux-gnu/openblas-pthread/libblas.so.3:libopenblas0-pthread"

threads=${THREADS:-1}
export OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads DOTNET_gcServer=0 DOTNET_gcConcurrent=0
dev=training/dev-speakers.txt
python() { nice -n 19 /usr/bin/python3 "$here/$1.py" "${@:2}"; }
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
exec nice -n 19 /usr/bin/python3 "$here/train.py" --data "$out/data/packed" --out "$out/run" --parametric "$out/parametric" --threads "$threads" "${more[@]}"
