#!/usr/bin/env bash
# Transcripts: how often a true text is found at fault and a wrong one is not, how fast that is, and what recognition costs at which
# settings. Writes bench/results/transcripts.md. Needs ../shared (or TIMBRE_SHARED). An hour.
# ./bench.sh transcripts eval    the same texts on the speakers that nothing was ever chosen on: once, when all is settled
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/need.sh
. scripts/bench-head.sh
weights=(models/lts/english.lts)
shared=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
[ -e "$shared/speech/train/utterances.tsv" ] || { echo "transcripts: no ../shared/speech here; nothing to measure with." >&2; exit 1; }
head=$(result_head transcripts "$@")
librivox=/usr/share/pocketsphinx/test/data/librivox prompts=/usr/share/asterisk/sounds/en_US_f_Allison

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
bench=bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# recordings FOLDER SPEAKERS: set, speaker, file, text of the transcribed ones; every other utterance of lj to either side.
recordings() {
  awk -F'\t' -v folder="$1" -v wanted="$2" 'NR > 1 && $3 != "" && $1 ~ wanted {
    set = $1; if ($1 == "lj") set = "lj " (n++ % 2 ? "odd" : "even")
    if (wanted == ".") set = $2 ~ /^professional/ ? "professional" : "rapid"
    print set "\t" $1 "\t" folder "/" $2 "\t" $3 }' "$1/utterances.tsv"
}

librivox() {
  sed -n 's/^<s> \(.*\) <\/s> (\(.*\))$/\2\t\1/p' "$librivox/transcription" |
    awk -F'\t' -v folder="$librivox" '{ print "pocketsphinx-testdata\tlibrivox\t" folder "/" $1 ".wav\t" $2 }'
}

# Prompts of three words and more; what stands in brackets is no speech.
prompts() {
  zcat /usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz | grep -v '^;' | grep -v '[][<>()]' |
    sed -n 's/^\([^:]*\): *\(.*[^ ]\) *$/\1\t\2/p' | awk -F'\t' 'split($2, words, " ") >= 3' | while IFS=$'\t' read -r name text; do
      [ -e "$prompts/$name.g722" ] || continue
      ffmpeg -nostdin -v error -f g722 -i "$prompts/$name.g722" "$work/${name//\//-}.wav"
      printf 'asterisk prompts\tallison\t%s\t%s\n' "$work/${name//\//-}.wav" "$text"
    done
}

if [ "${1:-}" = eval ]; then
  recordings "$shared/speech/eval" . >"$work/list"
  {
    echo '# Transcripts: speakers that nothing was chosen on'
    echo
    echo "$head"
    echo
    dotnet "$bench" transcripts check "$work/list"
  } | tee "$work/eval.md"
  [ ! -e "$work/list.misses" ] || { echo; cat "$work/list.misses"; } >&2
  cp "$work/eval.md" bench/results/transcripts-eval.md
  exit
fi

{
  recordings "$shared/speech/train" '^(ls26|ls27|lj)$'
  librivox
  prompts
} >"$work/list"

# recognition NAME OPTION...: a row of the table of settings, over every eighth utterance.
recognition() {
  local name=$1
  shift
  pocketsphinx_batch -hmm "$model/en-us" -lm "$model/en-us.lm.bin" -dict "$model/cmudict-en-us.dict" -ctl "$work/ctl" \
    -cepdir "$work/raw" -cepext .raw -adcin yes -remove_silence no -hyp "$work/hypotheses" -logfn "$work/log" "$@"
  local cost errors
  cost=$(sed -n 's/.*AVERAGE \([0-9.]*\) xRT (CPU).*/\1/p' "$work/log")
  errors=$(dotnet "$bench" transcripts errors "$work/some" "$work/hypotheses")
  echo "| $name | $cost | $errors |"
}

model=/usr/share/pocketsphinx/model/en-us
mkdir "$work/raw"
awk 'NR % 8 == 1' "$work/list" | grep -E '^(ls|lj)' >"$work/some"
n=0
while IFS=$'\t' read -r _ _ file _; do
  ffmpeg -nostdin -v error -i "$file" -ar 16000 -ac 1 -f s16le "$work/raw/$n.raw"
  echo "$n" >>"$work/ctl"
  n=$((n + 1))
done <"$work/some"

{
  echo '# Transcripts: texts that fit, texts that do not, and recognition'
  echo
  echo "$head"
  echo
  echo '## A text held against a recording'
  echo
  echo 'Real speech under its own text, and under that text with one mistake. The bounds (`TextBounds`) were chosen on ls26 and lj even;'
  echo 'nothing was chosen on the others. A text passes where no word of it is at fault.'
  echo
  dotnet "$bench" transcripts check "$work/list"
  echo
  echo '## Recognition'
  echo
  echo "PocketSphinx over $n of the utterances, one core: processor time over duration of the sound, and words wrong in percent."
  echo
  echo '| settings | times the length | words wrong, % |'
  echo '|---|---|---|'
  recognition 'as it comes'
  recognition '-maxhmmpf 5000 -maxwpf 20' -maxhmmpf 5000 -maxwpf 20
  recognition '**-maxhmmpf 3000 -maxwpf 10**, what is used' -maxhmmpf 3000 -maxwpf 10
  recognition '-maxhmmpf 2000 -maxwpf 10' -maxhmmpf 2000 -maxwpf 10
  recognition '-maxhmmpf 3000 -maxwpf 10 -topn 2' -maxhmmpf 3000 -maxwpf 10 -topn 2
  recognition '-maxhmmpf 3000 -maxwpf 10 -ds 2' -maxhmmpf 3000 -maxwpf 10 -ds 2
  recognition '-maxhmmpf 3000 -maxwpf 10 -fwdflat no' -maxhmmpf 3000 -maxwpf 10 -fwdflat no
  recognition '-maxhmmpf 3000 -maxwpf 10 -remove_noise no' -maxhmmpf 3000 -maxwpf 10 -remove_noise no
  if [ -e bench/results/transcripts-eval.md ]; then
    echo
    echo '## Speakers that nothing was chosen on'
    echo
    sed 1,2d bench/results/transcripts-eval.md # without its title
  fi
} >"$work/result.md"
mkdir -p bench/results
cp "$work/result.md" bench/results/transcripts.md
cat bench/results/transcripts.md
echo >&2
cat "$work/list.misses" >&2
