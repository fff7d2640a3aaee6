#!/usr/bin/env bash
# The engine: clones the evaluation speakers, lets them say the judges' sentences, and asks the judges. Writes
# bench/results/voices.md. Needs ../shared (or TIMBRE_SHARED). Recognising all words takes most of its time.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
shared=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
[ -d "$shared/speech/eval" ] || { echo "voices: no ../shared/speech/eval here; nothing to measure with." >&2; exit 1; }

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
bench() { dotnet bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll voices "$@"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sentences=$shared/judge/sentences.txt

bench rapid "$shared/speech/eval/rapid" ls,p "$sentences" "$work/rapid" >"$work/speed"
bench bent "$shared/speech/eval/rapid" ls,p "$sentences" "$work/bent" >"$work/speed-bent"
bench rapid "$shared/speech/eval/rapid" rav "$sentences" "$work/acted" >>"$work/speed"
# One speaker after the other, from 15 s and from minutes: ls19 by the engine, two readers of the training data by an average voice that never heard them.
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
awk -F'\t' -v OFS='\t' 'NR > 1 { $4 = "" } { print }' "$work/acted/trials.tsv" >"$work/acted/short.tsv" && mv "$work/acted/short.tsv" "$work/acted/trials.tsv"

value() { awk -v key="$1" '$1 == key { print $2 }'; }
row() { # row TITLE NAME
  local judged natural
  judged=$(/usr/bin/python3 "$shared/judge/judge.py" "$work/$2/trials.tsv")
  natural=$(/usr/bin/python3 "$shared/judge/naturalness.py" "$work/$2"/*.wav | awk '$1 == "mean" { printf "%.2f", $2 }')
  printf '| %s | %s | %s | %s | %s | %s |\n' "$1" "$(value generated <<<"$judged")" "$(value position <<<"$judged")" "$(value rank1 <<<"$judged")" "$natural" "$(value wer <<<"$judged" | sed 's/nan//')"
}

{
  echo '# Cloned voices'
  echo
  echo "Measured $(date -u +%F) by \`./bench.sh voices\` on $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg); .NET $(dotnet --version)."
  echo
  echo "Each clone says the 24 sentences of \`../shared/judge/sentences.txt\`. Rapid: from the first recordings up to 15 s, without transcripts. References are never recordings that a clone was built from. \`judge.py\`, \`naturalness.py\`."
  echo
  echo "The average voice was trained and its tuning chosen on other speakers; it was judged on these at milestones only (training/LOG.md). The bent base voice's constants were chosen, in an earlier version, while looking at these same speakers all together."
  echo
  echo '| system | files | position | rank1 | naturalness | word errors |'
  echo '|---|---|---|---|---|---|'
  echo '| natural speech (ceiling) | | 1 | 1 | 3.03 LibriSpeech, 2.98 VCTK | |'
  row '**rapid**, 8 LibriSpeech and VCTK speakers' rapid
  row 'the same from a bent base voice (the first engine)' bent
  echo '| bars, rapid | | 0.72 | 0.95 | 2.8 | 0.15 |'
  echo "| bars, professional | | 0.78 | | rapid's | 0.15 |"
  row 'rapid, 12 acted RAVDESS speakers (no bar)' acted
  echo '| flite, unconverted (floor) | | -0.01 | 0.25 | 2.84 rms, 3.02 slt | 0.13 rms, 0.22 slt |'
  echo '| plain statistics through WORLD, from 15 s | | 0.62 | 0.88 | 2.34 | 0.235 |'
  echo
  echo "Single speakers, rapid from 15 s and professional from minutes: ls19 (16 min) by the engine; ls26 and ls27 ($learnt recordings each) by an average voice that learnt nothing from either of them, and so from less (\`bench/weights/without-readers.bin\`). Beside them stand natural recordings of the rapid speakers, from which each is to be told."
  echo
  echo '| voice | files | position | rank1 | naturalness | word errors |'
  echo '|---|---|---|---|---|---|'
  /usr/bin/python3 bench/voice_pairs.py "$shared" "$work/rapid/trials.tsv" "$work"/{ls19-rapid,ls19-professional,ls26-rapid,ls26-professional,ls27-rapid,ls27-professional}/trials.tsv
  echo
  echo 'By the clock, two threads:'
  echo
  echo '| speaker | material | training | of its length | speaking, of its length | first sound, median | loss over held-out phrases: the rapid voice, then each pass |'
  echo '|---|---|---|---|---|---|---|'
  cat "$work/speed"
} >"$work/result.md"
mkdir -p bench/results
cp "$work/result.md" bench/results/voices.md
cat bench/results/voices.md
