#!/usr/bin/env bash
# bench/vocoder.sh [short]: the vocoders on copy synthesis and through the acoustic model: recordings analysed and synthesised again,
# evaluated against other recordings of the same speakers, and how fast; ./bench.sh vocoder installs what it needs and calls it. "short"
# takes a few speakers and prints without writing the result. Needs ../shared (or TIMBRE_SHARED). What was interrupted goes on.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
. scripts/bench-tools.sh
weights=(
  models/vocoder/vocoder.bin models/voice/average.bin models/speaker/encoder.bin models/lts/english.lts
  models/lts/english-letters.bin models/homographs/english.homographs
)
export TIMBRE_SHARED=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
shared=$TIMBRE_SHARED
[ -d "$shared/speech/eval" ] || { echo "vocoder: no ../shared/speech/eval here; nothing to measure with." >&2; exit 1; }
head=$(result_head vocoder "$@")

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
bench() { dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll "$@"; }
work=$(work_folder vocoder "$@")
speakers=(ls1688 ls1998 ls2033 ls2414 ls2609 ls3005 p225 p226) prefixes=ls,p
acted=(rav01 rav02 rav03 rav04 rav05 rav06 rav07 rav08 rav09 rav10 rav11 rav12)
cp "$shared/judge/sentences.txt" "$work/sentences.txt"
if [ "${1:-}" = short ]; then
  speakers=(ls1688 p225) acted=(rav01 rav02) prefixes=ls1688,p225
  head -n 2 "$shared/judge/sentences.txt" >"$work/sentences.txt"
fi

# One half of each speaker's recordings is copied; the references of judge.py are the other half.
plan() { # plan NAME first|second SPEAKER...
  local name=$1 which=$2 speaker i files half copied kept copy
  shift 2
  mkdir -p "$work/$name"
  printf 'speaker\treference\tgenerated\n' >"$work/$name.tsv"
  printf 'speaker\treference\tgenerated\n' >"$work/$name-natural.tsv"
  : >"$work/$name.list"
  for speaker in "$@"; do
    files=("$shared/speech/eval/rapid/$speaker"/*.flac)
    half=$((${#files[@]} / 2))
    for ((i = 0; i < half; i++)); do
      copied=$i kept=$((half + i)) copy=$work/$name/$speaker-$i.wav
      [ "$which" = first ] || copied=$((half + i)) kept=$i
      printf '%s\t%s\n' "${files[copied]}" "$copy" >>"$work/$name.list"
      printf '%s\t%s\t%s\n' "$speaker" "${files[kept]}" "$copy" >>"$work/$name.tsv"
      printf '%s\t%s\t%s\n' "$speaker" "${files[kept]}" "${files[copied]}" >>"$work/$name-natural.tsv"
    done
  done
}

# copies TITLE NAME ARGUMENT...  makes the copies of NAME, unless the run that is gone on with has, and asks for its rows.
systems=() losses=()
copies() {
  if [ ! -e "$work/$2.done" ]; then
    bench vocoder "$3" "$work/$2.list" "${@:4}" >&2
    touch "$work/$2.done"
  fi
  systems+=("$1=$work/$2.tsv")
  losses+=("$1=$work/$2.tsv=$work/$2-natural.tsv")
}
distance() { # distance TITLE NAME: a row of how far the copies are from their originals
  local spectral
  spectral=$(/usr/bin/python3 bench/distances.py "$work/$2.list")
  echo "| $1 | $(bench vocoder compare "$work/$2.list") | $spectral |"
}

plan speech first "${speakers[@]}"
plan speech40 first "${speakers[@]}"
plan speech-parametric first "${speakers[@]}"
plan speech-neural first "${speakers[@]}"
plan swapped second "${speakers[@]}"
plan acted first "${acted[@]}"
mapfile -t timed < <(cut -f1 "$work/speech.list")
parametric='the features of a frame, parametric vocoder' neural='**the same features, neural vocoder**'
copies 'full envelope' speech copy
copies 'full envelope, halves swapped' swapped copy
copies '40 mel-cepstra, coded aperiodicity' speech40 copy 40
copies "$parametric" speech-parametric coded parametric
copies "$neural" speech-neural coded neural

{
  cat <<END
# The vocoder: copy synthesis and speed

$head

The first half of the recordings of ${#speakers[@]} speakers in \`../shared/speech/eval/rapid\` (LibriSpeech and VCTK), analysed and
synthesised again; references are the other half. The columns are those of [voices.md](voices.md); words of copies are not counted.

END
  judges table "the same recordings, untouched=$work/speech-natural.tsv" "${systems[@]}"
  echo '| wanted of neural | | 0.930 | | | | |'
  cat <<END

Copies less the same recordings, untouched (wanted of neural: BVCC -0.10 at most):

END
  judges differences "${losses[@]}"
  cat <<END

Acted speakers of RAVDESS (nothing is wanted of them):

END
  copies 'full envelope' acted copy
  judges table "the same recordings, untouched=$work/acted-natural.tsv" "full envelope=$work/acted.tsv"
  cat <<END

How far the copies are from their originals: F0 by Harvest where both are voiced, wide-band PESQ, log-spectral distance, and the
multi-resolution STFT loss (\`training/vocoder/losses.py\`). Copies made of pulses and noise cannot agree in phase, to which PESQ and the
distances are sensitive:

| copies | F0 error, median (bar 1.5 %) | PESQ | log-spectral distance | STFT loss |
|---|---|---|---|---|
END
  distance 'full envelope' speech
  distance '40 mel-cepstra, coded aperiodicity' speech40
  distance "$parametric" speech-parametric
  distance "$neural" speech-neural
  cat <<END

Through the acoustic model: rapid voices of the same speakers say the sentences of \`voices.md\`, by either vocoder:

END
  said=()
  for kind in parametric neural; do
    [ -e "$work/said-$kind/trials.tsv" ] ||
      TIMBRE_VOCODER=$kind bench voices rapid "$shared/speech/eval/rapid" "$prefixes" "$work/sentences.txt" "$work/said-$kind" >&2
    cut -f1-3 "$work/said-$kind/trials.tsv" >"$work/said-$kind/wordless.tsv"
    said+=("$kind=$work/said-$kind/wordless.tsv")
  done
  judges table "${said[@]}"
  echo
  echo 'Both vocoders on the features, processor time of one thread, best of six rounds (bars: 0.08 of real time, 20 ms):'
  echo
  bench vocoder both "${timed[@]}"
  echo
  echo 'Analysis and synthesis step by step, processor time of one process, best of five rounds:'
  echo
  bench vocoder speed "${timed[@]}"
} >"$work/result.md"
[ "${1:-}" = short ] || cp "$work/result.md" bench/results/vocoder.md
cat "$work/result.md"
rm -rf "$work"
