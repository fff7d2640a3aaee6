#!/usr/bin/env bash
# The words of consents: how often a statement that is said is refused, and one that is not is accepted. Writes
# bench/results/consent.md. Needs ../shared (or TIMBRE_SHARED). Three quarters of an hour.
# ./bench.sh consent eval    measures the speakers that nothing was ever chosen on, too
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/need.sh
. scripts/bench-head.sh
weights=(models/lts/english.lts)
shared=${TIMBRE_SHARED:-$(readlink -f ..)/shared}
[ -e "$shared/speech/train/utterances.tsv" ] || { echo "consent: no ../shared/speech here; nothing to measure with." >&2; exit 1; }
head=$(result_head consent "$@")

dotnet build -c Release -v quiet --nologo bench/Timbre.Bench >&2
bench=bench/Timbre.Bench/bin/Release/net10.0/Timbre.Bench.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# speech FOLDER SPEAKERS EVERY: set, speaker, file, text of every so many of the transcribed utterances.
speech() {
  awk -F'\t' -v folder="$1" -v wanted="$2" -v every="$3" 'NR > 1 && $3 != "" && $1 ~ wanted && n[$1]++ % every == 0 {
    set = wanted != "." ? $1 : $1 ~ /^rav/ ? "RAVDESS" : $1 ~ /^p/ ? "VCTK" : "LibriSpeech"
    print set "\t" $1 "\t" folder "/" $2 "\t" $3 }' "$1/utterances.tsv"
}

count=0
# said KIND SET COMPANY ACCEPTED TEXT VOICE: a voice says a text, and a line of the list.
said() {
  local file=$work/$((count += 1)).wav
  case $6 in
    flite-*) flite -voice "${6#flite-}" -t "$5" -o "$file" ;;
    espeak-*) espeak-ng -v "${6#espeak-}" -s 150 -w "$file" "$5" ;;
    festival-*) text2wave -eval "(voice_${6#festival-})" -o "$file" <<<"$5" ;;
  esac
  printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$file" "$3" "$4" >>"$work/said"
}

statement() {
  echo "I am aware that recordings of my voice will be used by $1" \
    "to train and create a synthetic version of my voice by Resemble AI."
}

flites=(flite-slt flite-rms flite-awb flite-kal16)
festivals=(festival-cmu_us_slt_arctic_hts festival-kal_diphone)
espeaks=(espeak-en-us espeak-en-us+f2)
for company in 'Northwind Traders' 'Acme Robotics' 'Zyxolith' 'Harbor Light Media' 'Fabrikam'; do
  for voice in "${flites[@]}" "${festivals[@]}" "${espeaks[@]}"; do
    said 'the statement' "${voice%%-*}" "$company" yes "$(statement "$company")" "$voice"
  done
done
while IFS=$'\t' read -r kind text; do
  for voice in "${flites[@]}" "${festivals[@]}"; do said "$kind" "${voice%%-*}" 'Northwind Traders' no "$text" "$voice"; done
done <bench/consent-wrong.txt
sox -n -r 16000 -c 1 "$work/silence.wav" trim 0 8
sox -n -r 16000 -c 1 "$work/noise.wav" synth 8 pinknoise gain -12
sox -n -r 16000 -c 1 "$work/music.wav" synth 8 pluck C3 synth 8 pluck mix E4 synth 8 sine mix G4 tremolo 3 60 gain -6
for sound in silence noise music; do
  printf '%s\tno voice\t%s\tNorthwind Traders\tno\n' "$sound" "$work/$sound.wav" >>"$work/said"
done

speech "$shared/speech/train" '^(ls26|ls27|lj)$' 6 >"$work/train"

# Every twentieth utterance by a larger and by a smaller speaker: all frequencies moved, the tempo kept.
resized=0
while IFS=$'\t' read -r set speaker file text; do
  for size in larger:0.87:1.149 smaller:1.15:0.870; do
    IFS=: read -r kind speed tempo <<<"$size"
    sox "$file" -r 16000 "$work/resized$((resized += 1)).wav" speed "$speed" tempo -s "$tempo"
    printf '%s\t%s\t%s\t%s\n' "$kind" "$speaker" "$work/resized$resized.wav" "$text" >>"$work/resized"
  done
done < <(speech "$shared/speech/train" '^(ls26|ls27|lj)$' 20)
{
  cat <<END
# The words of consents

$head

Counted are mistakes: a statement that is said and refused, one that is not said and accepted. Nobody has recorded the statement itself, so
real speech stands with its own transcript for it.

## Real speech of readers on whom the bounds were chosen

Every sixth utterance of ls26, ls27 and lj, some 20 words each.

END
  dotnet "$bench" consent speech "$work/train"
  cat <<END

## The same readers, larger and smaller

Every twentieth utterance with all frequencies, formants and pitch alike, moved by 0.87 and by 1.15 and its tempo kept: none of them is
among those on which bounds were chosen. It stands for speakers of other sizes, not for other accents; only the evaluation speakers show
these.

END
  dotnet "$bench" consent speech "$work/resized"
  if [ "${1:-}" = eval ]; then
    speech "$shared/speech/eval" . 2 >"$work/eval"
    cat <<END

## Real speech of speakers on whom nothing was chosen

Every second utterance; of RAVDESS the actors say one of two sentences of six words.

END
    dotnet "$bench" consent speech "$work/eval"
  fi
  cat <<END

## Machines that say the statement, and thirty others

The statement of the documentation with five companies, one in no dictionary; what else is said stands in \`bench/consent-wrong.txt\`.
espeak-ng is no human, and it is not what the acoustic model was made for: whoever sounds like it is refused.

END
  dotnet "$bench" consent statement "$work/said" 2>"$work/mistakes"
} >"$work/result.md"
mkdir -p bench/results
cp "$work/result.md" bench/results/consent.md
cat bench/results/consent.md
cat "$work/mistakes" >&2
