#!/usr/bin/env bash
# Recognisers on natural recordings: word errors with intervals over speakers, speed on one core, memory; and what a second listener does
# for the check of given texts. Writes bench/results/recogniser.md. Needs ../shared (or TIMBRE_SHARED), whose Whisper model is what a user
# would bring. 40 minutes.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/bench-head.sh
weights=(models/lts/english.lts)
shared=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
[ -e "$shared/speech/eval/utterances.tsv" ] || { echo "recogniser: no ../shared/speech/eval here; nothing to measure with." >&2; exit 1; }
head=$(result_head recogniser)
whisper=$shared/whisper/ggml-base-q5_1.bin

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
bench() { dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll "$@"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The readers of LibriSpeech and VCTK; the actors of RAVDESS, who all say the same two sentences.
awk -F'\t' -v folder="$shared/speech/eval" 'NR > 1 && $3 != "" {
  set = $1 ~ /^ls/ ? "LibriSpeech" : $1 ~ /^p/ ? "VCTK" : "RAVDESS"
  print set "\t" $1 "\t" folder "/" $2 "\t" $3 }' "$shared/speech/eval/utterances.tsv" >"$work/eval"
# Every fourth utterance of three readers on whom the bounds of the check were chosen or tried.
awk -F'\t' -v folder="$shared/speech/train" 'NR > 1 && $1 ~ /^(ls26|ls27|lj)$/ && n[$1]++ % 4 == 0 {
  print $1 "\t" $1 "\t" folder "/" $2 "\t" $3 }' "$shared/speech/train/utterances.tsv" >"$work/train"

{
  echo '# Recognisers'
  echo
  echo "$head"
  echo
  echo '## Words'
  echo
  echo "Recordings of \`../shared/speech/eval\`, on whose speakers nothing was chosen. In brackets the 95 % interval of a bootstrap over"
  echo 'speakers. Numbers and abbreviations are compared as they are spoken.'
  echo
  bench recognisers "$work/eval" "$whisper"
  echo
  echo '## A text held against a recording'
  echo
  echo 'A text passes where no word of it is at fault. By the sound alone:'
  echo
  bench transcripts check "$work/train"
  echo
  echo 'By the sound and a Whisper model that listens, too:'
  echo
  bench transcripts check "$work/train" "$whisper"
} >"$work/result.md"
cp "$work/result.md" bench/results/recogniser.md
cat bench/results/recogniser.md
