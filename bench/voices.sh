#!/usr/bin/env bash
# The engine: clones the evaluation speakers, synthesises the sentences of the evaluation models, and evaluates them. Writes
# bench/results/voices.md. Needs ../shared (or TIMBRE_SHARED). Recognising all words takes most of its time.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
weights=(
  models/voice/average.bin models/vocoder/vocoder.bin models/speaker/encoder.bin models/lts/english.lts
  bench/weights/without-readers.bin
)
shared=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
[ -d "$shared/speech/eval" ] || { echo "voices: no ../shared/speech/eval here; nothing to measure with." >&2; exit 1; }
head=$(result_head voices)

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
bench() { dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll voices "$@"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sentences=$shared/judge/sentences.txt

bench rapid "$shared/speech/eval/rapid" ls,p "$sentences" "$work/rapid" >"$work/speed"
bench clustergen "$shared/speech/eval/rapid" ls,p "$sentences" "$work/clustergen" >"$work/speed-clustergen"
bench rapid "$shared/speech/eval/rapid" rav "$sentences" "$work/acted" >>"$work/speed"
# One speaker after the other, from 15 s and from minutes: ls19 by the engine, two readers of the training data by an average voice that
# was not trained on them.
one() { # one WEIGHTS NAME TRAINING REFERENCES
  bench one "$1" rapid "$3" "$4" "$sentences" "$work/$2-rapid" >>"$work/speed"
  bench one "$1" professional "$3" "$4" "$sentences" "$work/$2-professional" >>"$work/speed"
}

one - ls19 "$shared/speech/eval/professional/train" "$shared/speech/eval/professional/reference"
readers=(ls26 ls27) learnt=80 kept=8
for reader in "${readers[@]}"; do
  mkdir -p "$work/material/$reader" "$work/references/$reader"
  recordings=("$shared/speech/train/$reader"/*.flac)
  cp "${recordings[@]:0:learnt}" "$work/material/$reader/"
  cp "${recordings[@]: -kept}" "$work/references/$reader/"
  one bench/weights/without-readers.bin "$reader" "$work/material/$reader" "$work/references/$reader"
done

# No bar stands for the acted speakers; their words are not worth the minutes of recognition.
awk -F'\t' -v OFS='\t' 'NR > 1 { $4 = "" } { print }' "$work/acted/trials.tsv" >"$work/acted/short.tsv"
mv "$work/acted/short.tsv" "$work/acted/trials.tsv"

value() { awk -v key="$1" '$1 == key { print $2 }'; }
row() { # row TITLE NAME
  local scores natural
  scores=$(/usr/bin/python3 "$shared/judge/judge.py" "$work/$2/trials.tsv")
  natural=$(/usr/bin/python3 "$shared/judge/naturalness.py" "$work/$2"/*.wav | awk '$1 == "mean" { printf "%.2f", $2 }')
  printf '| %s | %s | %s | %s | %s | %s |\n' \
    "$1" "$(value generated <<<"$scores")" "$(value position <<<"$scores")" "$(value rank1 <<<"$scores")" "$natural" \
    "$(value wer <<<"$scores" | sed 's/nan//')"
}

{
  cat <<END
# Cloned voices

$head

Each clone says the 24 sentences of \`../shared/judge/sentences.txt\`. Rapid: from the first recordings up to 15 s, without transcripts.
References are never recordings that a clone was built from. \`judge.py\`, \`naturalness.py\`.

The average voice was trained and its fine-tuning chosen on other speakers; it was evaluated on these at milestones only (training/LOG.md).
The constants of the clustergen adaptation were chosen, in an earlier version, while looking at these same speakers all together.

| system | files | position | rank1 | naturalness | word errors |
|---|---|---|---|---|---|
| natural speech (ceiling) | | 1 | 1 | 3.03 LibriSpeech, 2.98 VCTK | |
END
  row '**rapid**, 8 LibriSpeech and VCTK speakers' rapid
  row 'the same by an adapted clustergen voice (the first engine)' clustergen
  echo '| bars, rapid | | 0.72 | 0.95 | 2.8 | 0.15 |'
  echo "| bars, professional | | 0.78 | | rapid's | 0.15 |"
  row 'rapid, 12 acted RAVDESS speakers (no bar)' acted
  cat <<END
| flite, unconverted (floor) | | -0.01 | 0.25 | 2.84 rms, 3.02 slt | 0.13 rms, 0.22 slt |
| plain statistics through WORLD, from 15 s | | 0.62 | 0.88 | 2.34 | 0.235 |

Single speakers, rapid from 15 s and professional from minutes: ls19 (16 min) by the engine; ls26 and ls27 ($learnt recordings each) by an
average voice that was trained on neither of them, and so on less (\`bench/weights/without-readers.bin\`). Beside them stand natural
recordings of the rapid speakers, from which each is to be told.

| voice | files | position | rank1 | naturalness | word errors |
|---|---|---|---|---|---|
END
  pairs=()
  for speaker in ls19 "${readers[@]}"; do pairs+=("$work/$speaker-rapid/trials.tsv" "$work/$speaker-professional/trials.tsv"); done
  /usr/bin/python3 bench/voice_pairs.py "$shared" "$work/rapid/trials.tsv" "${pairs[@]}"
  cat <<END

By the clock, two threads:

END
  printf '| speaker | material | training | of its duration | synthesis, of its duration | first sound, median | %s |\n' \
    'validation loss: the rapid voice, then each epoch'
  echo '|---|---|---|---|---|---|---|'
  cat "$work/speed"
} >"$work/result.md"
mkdir -p bench/results
cp "$work/result.md" bench/results/voices.md
cat bench/results/voices.md
