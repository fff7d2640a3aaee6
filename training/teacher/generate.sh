#!/usr/bin/env bash
# training/teacher/generate.sh --teacher DIR --out OUT [--seed N] [--pack]
# Has the teacher (DIR as ../shared/teacher) speak 24 hours into OUT: English by 4,000 speakers who do not exist, and Spanish,
# Portuguese, French and Italian by 440, each four sentences, by two processes at the lowest priority; then packs them into OUT/packed
# for the recipes of the vocoder and the voice. --pack packs what there is, beside the speaking or without it. The same command goes on
# where it was stopped. Another --seed (0 by default) has other speakers say other sentences. OUT lies outside the repository.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
. "$here/../../scripts/need.sh"

teacher='' out='' seed=0 pack=
while [ $# -gt 0 ]; do
  case $1 in
    --pack) pack=yes; shift; continue ;;
    --teacher | --out | --seed) [ $# -gt 1 ] || refuse "$1 wants a value." ;;
    *) refuse "unknown argument '$1'; say generate.sh --teacher DIR --out OUT [--seed N] [--pack]." ;;
  esac
  [ "$1" = --seed ] && seed=$2 || printf -v "${1#--}" %s "$(realpath -m "$2")"
  shift 2
done
[[ $seed =~ ^[0-9]{1,6}$ ]] || refuse "--seed wants a whole number."
cd "$here/../.."
[ -n "$pack" ] || [ -e "$teacher/teacher.json" ] || refuse "--teacher names no folder with teacher.json."
[ -n "$out" ] || refuse "--out is missing."
case $out/ in "$PWD"/*) refuse "--out lies inside the repository; what training writes does not belong there." ;; esac
need_dotnet
need_packages run training training/teacher

# language, speakers, number of the language (for seeds that differ), sentences
languages='en 4000 1 sentences.tsv
es 160 2 sentences-es.tsv
pt 160 3 sentences-pt.tsv
fr 80 4 sentences-fr.tsv
it 40 5 sentences-it.tsv'
# Two sentences of every speaker first, then a third, then a fourth: a part of the work is a part of every speaker.
speak() {
  local language speakers number sentences each
  for each in 2 3 4; do
    while read -r language speakers number sentences; do
      nice -n 19 /usr/bin/python3 "$here/speak.py" teacher "$language" --speakers "$speakers" --each "$each" \
        --seed $((10 * seed + number)) \
        --longest 160 --sentences "$sentences" --part "$1" </dev/null
    done <<<"$languages"
  done
}

mkdir -p "$out"
if [ -z "$pack" ]; then
  cd "$out"
  [ -e teacher/kokoro-82m-int8.onnx ] || /usr/bin/python3 "$here/floats.py" "$teacher" teacher
  speak 0/2 &
  other=$!
  trap 'kill "$other" 2>/dev/null || true' EXIT
  speak 1/2
  wait "$other"
  cd "$here/../.."
fi
nice -n 19 dotnet build bench/Timbre.Bench -c Release --nologo -v quiet -o "$out/bin" >&2
exec nice -n 19 /usr/bin/python3 "$here/prepare.py" --said "$out" --out "$out/packed" --bench "$out/bin/Timbre.Bench.dll" \
  --threads "${THREADS:-2}"
