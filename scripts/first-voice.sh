#!/usr/bin/env bash
# scripts/first-voice.sh RECORDING CONSENT [OUT]: makes a voice on a running server and lets it say a sentence into OUT (hello.wav).
# RECORDING: a sound file, at least ten seconds of one person. CONSENT: a WAV file in which the same person says the statement that
# README quotes; the word none for an account that is an authorized uploader.
# The server is TIMBRE_URL (http://127.0.0.1:8080), its key TIMBRE_API_KEY; SENTENCE is what is said.
set -euo pipefail

url=${TIMBRE_URL:-http://127.0.0.1:8080}
sentence=${SENTENCE:-Nobody ever recorded this sentence.}

fail() {
  echo "first-voice: $*" >&2
  exit 1
}

# ask PATH [curl options]: the server's answer, which must be a success.
ask() {
  local path=$1 answer
  shift
  answer=$(curl -sS --max-time 300 "$url$path" -H "Authorization: Bearer $TIMBRE_API_KEY" "$@") || fail "no answer from $url$path."
  case $answer in *'"success":true'*) printf '%s' "$answer" ;; *) fail "$path answers ${answer:0:400}" ;; esac
}

# field NAME: the first value of that name in JSON on standard input; nothing where there is none.
field() { grep -oP "\"$1\":\"?\K[^\",}]+" | head -n 1 || true; }

[ $# -ge 2 ] && [ $# -le 3 ] || fail "say scripts/first-voice.sh RECORDING CONSENT [OUT], where CONSENT is a WAV file or none."
recording=$1 consent=$2 out=${3:-hello.wav}
[ -n "${TIMBRE_API_KEY:-}" ] || fail "TIMBRE_API_KEY is not set: it is the key that the server's first start printed."
[ -s "$recording" ] || fail "the recording $recording does not exist or is empty."
[ "$consent" = none ] || [ -s "$consent" ] || fail "the consent $consent does not exist or is empty."

# 1. The voice, with the consent in base 64. It goes through a pipe: a command line holds 128 KiB at most.
voice=$({
  printf '{"name":"First voice","voice_type":"rapid"'
  [ "$consent" = none ] || { printf ',"consent":"' && base64 -w0 "$consent" && printf '"'; }
  printf '}'
} | ask /api/v2/voices -H 'Content-Type: application/json' -d @- | field uuid)

# 2. The recording, and the build.
ask "/api/v2/voices/$voice/recordings" -F name=first -F text= -F is_active=true -F "file=@$recording" >/dev/null
ask "/api/v2/voices/$voice/build" -X POST >/dev/null

# 3. Until the voice is finished.
while :; do
  answer=$(ask "/api/v2/voices/$voice")
  status=$(field status <<<"$answer")
  case $status in
    initializing | running) sleep 1 ;;
    finished) break ;;
    *) fail "the build of voice $voice ended as $status: $(grep -oP '"issue":"\K[^"]+' <<<"$answer" || echo "no reason was given")" ;;
  esac
done

# 4. A sentence, as a WAV file in base 64.
ask /synthesize -H 'Content-Type: application/json' -d "{\"voice_uuid\":\"$voice\",\"data\":\"$sentence\"}" |
  grep -oP '"audio_content":"\K[^"]+' | base64 -d >"$out"
echo "first-voice: $out says: $sentence (voice $voice)"
