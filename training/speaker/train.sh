#!/usr/bin/env bash
# training/speaker/train.sh --data DIR --noise DIR --out DIR [more for train.py]
# Makes the bank of speakers, shapes and noises from --data (utterances.tsv and what it names) and --noise once, and trains the speaker encoder
# on it into OUT/run. The same command again goes on where it was stopped, in whatever step. One thread at a low priority. OUT lies
# outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
more=()
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$(readlink -f "$2") && shift 2 ;;
    --noise) noise=$(readlink -f "$2") && shift 2 ;;
    --out) out=$(realpath -m "$2") && shift 2 ;;
    *) more+=("$1") && shift ;;
  esac
done
cd "$here/../.."
. scripts/need.sh
[ -e "${data:?--data is missing}/utterances.tsv" ] || refuse "there is no utterances.tsv in $data."
[ -d "${noise:?--noise is missing}" ] || refuse "there is no folder $noise."
: "${out:?--out is missing}"
case $out/ in "$PWD"/*) refuse "--out lies inside the repository; what training writes does not belong there." ;; esac

# Debian's PyTorch is slow with the reference BLAS; OpenBLAS takes its place by being installed.
# Asterisk's prompts and the actors of Fish Fillets are for the development figures alone.
need ffmpeg:ffmpeg sox:sox flite:flite /usr/share/festival/voices/russian/msu_ru_nsh_clunits:festvox-ru /usr/bin/python3:python3 \
  /usr/lib/python3/dist-packages/torch:python3-torch /usr/lib/python3/dist-packages/scipy:python3-scipy \
  /usr/lib/python3/dist-packages/soundfile.py:python3-soundfile /usr/lib/python3/dist-packages/matplotlib:python3-matplotlib \
  "/usr/lib/$(uname -m)-linux-gnu/openblas-pthread/libblas.so.3:libopenblas0-pthread" \
  /usr/share/games/fillets-ng/sound/airplane/cs:fillets-ng-data-cs /usr/share/games/fillets-ng/sound/airplane/nl:fillets-ng-data-nl
for language in en es fr it ru; do
  need "/usr/share/doc/asterisk-core-sounds-$language-g722:asterisk-core-sounds-$language-g722"
done

export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
# Large blocks are kept and not given back after each step.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=500000000
mkdir -p "$out/data" "$out/run"
exec 8>"$out/lock"
flock -n 8 || refuse "another run works in $out."
if [ ! -e "$out/data/dev.npz" ]; then
  nice -n 15 /usr/bin/python3 "$here/prepare.py" --data "$data" --noise "$noise" --out "$out/data" --held training/dev-speakers.txt
fi
exec nice -n 15 /usr/bin/python3 "$here/train.py" --data "$out/data" --out "$out/run" "${more[@]}"
