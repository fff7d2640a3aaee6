#!/usr/bin/env bash
# training/lts/train.sh --out DIR [more for train.py]
# Letter to sound, learnt from the CMU dictionary (Debian's festlex-cmu) but for a tenth of its words: the n-gram of graphones into
# OUT/english.lts (one minute), and the network of letters into OUT/run (half an hour), which the same command resumes; then both into
# OUT/english-letters.bin and their figures. One thread at a low priority. OUT lies outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
. "$here/../../scripts/need.sh"
out=''
[ "${1:-}" != --out ] || { out=${2:-} && shift 2; }
[ -n "$out" ] || refuse "--out is missing."
out=$(realpath -m "$out")
cd "$here/../.."
case $out/ in "$PWD"/*) refuse "--out lies inside the repository; what training writes does not belong there." ;; esac

need_dotnet
need_packages run training
export OMP_NUM_THREADS=1 DOTNET_gcServer=0 DOTNET_gcConcurrent=0
mkdir -p "$out/run"
nice -n 15 dotnet build training/Timbre.Training -c Release -v quiet --nologo -o "$out/bin" >&2
train() { nice -n 15 dotnet "$out/bin/Timbre.Training.dll" "$@"; }

[ -e "$out/english.lts" ] || train lts "$out/english.lts"
[ -e "$out/graphones.tsv" ] || train lts-graphones "$out/graphones.tsv"
nice -n 15 /usr/bin/python3 "$here/train.py" --data "$out" --out "$out/run" "$@"
/usr/bin/python3 "$here/export.py" "$out/run/checkpoint.pt" "$out/graphones.tsv" "$out/english-letters.bin"
train lts-try "$out/english.lts" "$out/english-letters.bin"
