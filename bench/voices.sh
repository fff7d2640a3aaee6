#!/usr/bin/env bash
# bench/voices.sh [short]: clones the evaluation speakers, synthesises the sentences of the evaluation models, and evaluates them;
# ./bench.sh voices installs what it needs and calls it. "short" takes a few speakers and sentences and prints without writing the result.
# Needs ../shared (or TIMBRE_SHARED). Whisper takes most of its time: 30 s of a core for each file. What was interrupted goes on.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
. scripts/bench-tools.sh
weights=(
  models/voice/average.bin models/vocoder/vocoder.bin models/speaker/encoder.bin models/lts/english.lts
  models/lts/english-letters.bin models/homographs/english.homographs bench/weights/without-readers.bin
)
export TIMBRE_SHARED=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
shared=$TIMBRE_SHARED
[ -d "$shared/speech/eval" ] || { echo "voices: no ../shared/speech/eval here; nothing to measure with." >&2; exit 1; }
head=$(result_head voices "$@")

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
need_whisper
work=$(work_folder voices "$@")
speakers=ls,p acted=rav professional=ls19 readers=(ls26 ls27) learnt=80 kept=8
cp "$shared/judge/sentences.txt" "$work/sentences.txt"
if [ "${1:-}" = short ]; then
  speakers=ls1688,p225 acted=rav01,rav02 professional='' readers=(ls26) learnt=8 kept=3
  head -n 2 "$shared/judge/sentences.txt" >"$work/sentences.txt"
fi

# clones NAME ARGUMENT...  has Timbre.Bench fill the folder NAME, unless the run that is gone on with has.
clones() {
  [ -e "$work/$1/trials.tsv" ] ||
    dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll voices "${@:2}" "$work/sentences.txt" "$work/$1" >"$work/$1.speed"
}
# single WEIGHTS NAME TRAINING REFERENCES  one speaker from 15 s and from minutes.
single() {
  clones "$2-rapid" one "$1" rapid "$3" "$4"
  clones "$2-professional" one "$1" professional "$3" "$4"
}
clones rapid rapid "$shared/speech/eval/rapid" "$speakers"
clones acted rapid "$shared/speech/eval/rapid" "$acted"
[ -z "$professional" ] || single - "$professional" "$shared/speech/eval/professional/train" "$shared/speech/eval/professional/reference"
for reader in "${readers[@]}"; do
  mkdir -p "$work/material/$reader" "$work/references/$reader"
  recordings=("$shared/speech/train/$reader"/*.flac)
  cp "${recordings[@]:0:learnt}" "$work/material/$reader/"
  cp "${recordings[@]: -kept}" "$work/references/$reader/"
  single bench/weights/without-readers.bin "$reader" "$work/material/$reader" "$work/references/$reader"
done
# Nothing is wanted of the words of the acted speakers, which would take hours.
cut -f1-3 "$work/acted/trials.tsv" >"$work/acted/wordless.tsv"

# What ../shared/README.md says of the teacher, in the columns of our table: BVCC and words.
teacher() {
  awk -F' *[|] *' '$2 ~ /^Kokoro-82M int8/ {
    sub(/ *%/, "", $5)
    printf "| the teacher, %s (quoted from `../shared/README.md`) | | | | | %s | %s |\n", $2, $3, $5
  }' "$shared/README.md"
}

{
  cat <<END
# Cloned voices

$head

Each clone says the first $(wc -l <"$work/sentences.txt") sentences of \`../shared/judge/sentences.txt\`. Rapid: from the first
recordings up to 15 s, without transcripts. References are never recordings that a clone was built from.

- position, rank1: likeness by the speaker encoder of \`judge.py\`; 0 is as unlike as two speakers, 1 as alike as two recordings of one
- own encoder: mean cosine to the references by \`models/speaker\`, which also conditions the voices
- BVCC: predicted mean opinion, 1 to 5 (\`naturalness.py\`)
- words wrong: of those of the text, by Whisper base (\`words.mjs\`); natural recordings read old novels, clones plain sentences

Natural recordings are the references, each compared with the others of its speaker. In parentheses intervals of 95 % by bootstrap over
speakers and their files, over the files where the speaker is one.

The average voice was trained and its fine-tuning chosen on other speakers; it was evaluated on these at milestones only (training/LOG.md).

END
  judges table "**rapid**, LibriSpeech and VCTK speakers=$work/rapid/trials.tsv"
  teacher
  echo '| wanted of rapid | | 0.840 | 0.970 | | 2.65 | 1.0 |'
  cat <<END

Acted speakers of RAVDESS (nothing is wanted of them):

END
  judges table "rapid, RAVDESS speakers=$work/acted/wordless.tsv"
  cat <<END

Single speakers, rapid from 15 s and professional from minutes: ls19 (16 min) by the engine; ls26 and ls27 ($learnt recordings each) by an
average voice that was trained on neither of them, and so on less (\`bench/weights/without-readers.bin\`). The other speakers, from which
each is to be told, are those of the first table.

| | files | position | rank1 | own encoder | BVCC | words wrong, % |
|---|---|---|---|---|---|---|
END
  pairs=()
  for speaker in $professional "${readers[@]}"; do
    judges table --strangers "$work/rapid/trials.tsv" --of "$speaker" \
      "rapid=$work/$speaker-rapid/trials.tsv" "professional=$work/$speaker-professional/trials.tsv"
    pairs+=("$speaker=$work/$speaker-professional/trials.tsv=$work/$speaker-rapid/trials.tsv")
  done
  cat <<END

Professional less rapid, both saying the same sentences:

END
  judges differences --strangers "$work/rapid/trials.tsv" "${pairs[@]}"
  printf '\nBy the clock, two threads:\n\n'
  printf '| speaker | material | training | of its duration | synthesis, of its duration | first sound, median | %s |\n' \
    'validation loss: the rapid voice, then each epoch'
  echo '|---|---|---|---|---|---|---|'
  cat "$work"/*.speed
} >"$work/result.md"
[ "${1:-}" = short ] || cp "$work/result.md" bench/results/voices.md
cat "$work/result.md"
rm -rf "$work"
