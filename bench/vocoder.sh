#!/usr/bin/env bash
# The vocoders on copy synthesis and through the acoustic model: recordings analysed and synthesised again, evaluated against other
# recordings of the same speakers, and how fast. Writes bench/results/vocoder.md. Needs ../shared (or TIMBRE_SHARED).
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
weights=(models/vocoder/vocoder.bin models/voice/average.bin models/speaker/encoder.bin models/lts/english.lts)
shared=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
[ -d "$shared/speech/eval" ] || { echo "vocoder: no ../shared/speech/eval here; nothing to measure with." >&2; exit 1; }
head=$(result_head vocoder)

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
bench() { dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll vocoder "$@"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One half of each speaker's recordings is copied; the references of judge.py are the other half.
plan() { # plan NAME first|second SPEAKER...
  local name=$1 which=$2 speaker i files half copied kept copy
  shift 2
  mkdir -p "$work/$name"
  printf 'speaker\treference\tgenerated\n' >"$work/$name.tsv"
  : >"$work/$name.list"
  for speaker in "$@"; do
    files=("$shared/speech/eval/rapid/$speaker"/*.flac)
    half=$((${#files[@]} / 2))
    for ((i = 0; i < half; i++)); do
      copied=$i kept=$((half + i)) copy=$work/$name/$speaker-$i.wav
      [ "$which" = first ] || copied=$((half + i)) kept=$i
      printf '%s\t%s\n' "${files[copied]}" "$copy" >>"$work/$name.list"
      printf '%s\t%s\t%s\n' "$speaker" "${files[kept]}" "$copy" >>"$work/$name.tsv"
    done
  done
}

value() { awk -v key="$1" '$1 == key { print $2 }'; }
mean() { /usr/bin/python3 "$shared/judge/naturalness.py" "$@" | awk '$1 == "mean" { printf "%.2f (%d files)", $2, $4 }'; }
evaluated() { # evaluated TITLE NAME: a row of what the evaluation models say of the copies of NAME
  local similarity libri=("$work/$2"/ls*.wav)
  similarity=$(/usr/bin/python3 "$shared/judge/judge.py" "$work/$2.tsv")
  printf '| %s | %s | %s | %s | %s | %s |\n' \
    "$1" "$(value generated <<<"$similarity")" "$(value position <<<"$similarity")" "$(value rank1 <<<"$similarity")" \
    "$([ -e "${libri[0]}" ] && mean "${libri[@]}" || echo)" "$([ -e "${libri[0]}" ] && echo || mean "$work/$2"/*.wav)"
}
row() { # row TITLE NAME COEFFICIENTS
  # shellcheck disable=SC2086 # no third word for the full envelope
  bench copy "$work/$2.list" $3 >&2
  evaluated "$1" "$2"
  distance "$1" "$2"
}
coded() { # coded TITLE NAME KIND: through the features of a frame
  bench coded "$work/$2.list" "$3" >&2
  evaluated "$1" "$2"
  distance "$1" "$2"
}
distance() { # distance TITLE NAME: to another table
  [[ $2 == speech* ]] || return 0
  local spectral
  spectral=$(/usr/bin/python3 bench/distances.py "$work/$2.list")
  printf '| %s | %s | %s |\n' "$1" "$(bench compare "$work/$2.list")" "$spectral" >>"$work/distances"
}

speakers=(ls1688 ls1998 ls2033 ls2414 ls2609 ls3005 p225 p226)
acted=(rav01 rav02 rav03 rav04 rav05 rav06 rav07 rav08 rav09 rav10 rav11 rav12)
plan speech first "${speakers[@]}"
plan speech40 first "${speakers[@]}"
plan speech-parametric first "${speakers[@]}"
plan speech-neural first "${speakers[@]}"
plan swapped second "${speakers[@]}"
plan acted first "${acted[@]}"
mapfile -t natural < <(cut -f1 "$work/speech.list" | grep /ls)
mapfile -t timed < <(cut -f1 "$work/speech.list")

{
  cat <<END
# The vocoder: copy synthesis and speed

$head

The first half of each speaker's recordings in \`../shared/speech/eval/rapid\`, analysed and synthesised again (8 speakers, LibriSpeech and
VCTK); references are the other half. \`judge.py\` (position, rank1), \`naturalness.py\`.

| copies | files | position | rank1 | naturalness, LibriSpeech | naturalness, others |
|---|---|---|---|---|---|
END
  awk -F'\t' -v OFS='\t' 'NR == FNR { of[$2] = $1; next } FNR > 1 { $3 = of[$3] } { print }' \
    "$work/speech.list" "$work/speech.tsv" >"$work/natural.tsv"
  untouched=$(/usr/bin/python3 "$shared/judge/judge.py" "$work/natural.tsv")
  printf '| the same recordings, untouched (ceiling) | %s | %s | %s | %s | |\n' \
    "$(value generated <<<"$untouched")" "$(value position <<<"$untouched")" "$(value rank1 <<<"$untouched")" "$(mean "${natural[@]}")"
  echo '| other speakers (floor) | | 0 | 0.125 | | |'
  row 'full envelope' speech ''
  row 'full envelope, halves swapped' swapped ''
  row '40 mel-cepstra, coded aperiodicity' speech40 40
  coded 'the 70 features of a frame, parametric vocoder' speech-parametric parametric
  coded '**the same 70 features, neural vocoder**' speech-neural neural
  row 'RAVDESS (acted, no bar), full envelope' acted ''
  cat <<END
| bars, parametric | | 0.78 | 1.000 | 2.42 (the authors' WORLD) | |
| bars, neural | | 0.81 | 1.000 | 2.9 | |

How far the same copies are from their originals: F0 by Harvest where both are voiced, wide-band PESQ, log-spectral distance, and the
multi-resolution STFT loss (\`training/vocoder/losses.py\`). Copies made of pulses and noise cannot agree in phase, to which PESQ and the
distances are sensitive:

| copies | F0 error, median (bar 1.5 %) | PESQ | log-spectral distance | STFT loss |
|---|---|---|---|---|
END
  cat "$work/distances"
  cat <<END

Through the acoustic model: rapid voices of the same speakers say 24 sentences (as in \`voices.md\`), by either vocoder:

| vocoder | files | position | rank1 | naturalness |
|---|---|---|---|---|
END
  for kind in parametric neural; do
    said=$work/said-$kind
    TIMBRE_VOCODER=$kind dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll voices rapid \
      "$shared/speech/eval/rapid" ls,p "$shared/judge/sentences.txt" "$said" >&2
    cut -f1-3 "$said/trials.tsv" >"$said/short.tsv"
    similarity=$(/usr/bin/python3 "$shared/judge/judge.py" "$said/short.tsv")
    printf '| %s | %s | %s | %s | %s |\n' "$kind" "$(value generated <<<"$similarity")" "$(value position <<<"$similarity")" \
      "$(value rank1 <<<"$similarity")" "$(mean "$said"/*.wav)"
  done
  echo
  echo 'Both vocoders on the 70 features, processor time of one thread, best of six rounds (bars: 0.08 of real time, 20 ms):'
  echo
  bench both "${timed[@]}"
  echo
  echo 'Analysis and synthesis step by step, processor time of one process, best of five rounds:'
  echo
  bench speed "${timed[@]}"
} >"$work/result.md"
mkdir -p bench/results
cp "$work/result.md" bench/results/vocoder.md
cat bench/results/vocoder.md
