#!/usr/bin/env bash
# ./run.sh demo [FILE]: a voice from Debian's pocketsphinx-testdata, made over HTTP by a server of its own. Leaves demo.wav, or FILE.
# The server lives on a temporary folder and a free port: nobody's data is touched, and nothing of it stays.
set -euo pipefail
to=$(realpath -m "${1:-$(dirname "$(readlink -f "$0")")/../demo.wav}")
cd "$(dirname "$(readlink -f "$0")")/.."
root=$PWD
. scripts/need.sh

recordings=/usr/share/pocketsphinx/test/data/librivox
sentence="Nobody ever recorded this sentence. It was made from five short clips of one reader."
folder=$(mktemp -d "${TMPDIR:-/tmp}/timbre-demo.XXXXXX")
key=demo-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
url=http://127.0.0.1:$(free_port)
server=

finish() {
  if [ -n "$server" ]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
  echo "demo: $*" >&2
  [ ! -s "$folder/server.log" ] || { echo "demo: the server's last words:" >&2; tail -n 20 "$folder/server.log" >&2; }
  exit 1
}

# ask PATH [curl options]: the answer, which must be a success.
ask() {
  local path=$1 answer
  shift
  answer=$(curl -sS --max-time 120 "$url$path" -H "Authorization: Bearer $key" "$@") || fail "no answer from $path."
  case $answer in *'"success":true'*) printf '%s' "$answer" ;; *) fail "$path answers ${answer:0:400}" ;; esac
}

field() { grep -oP "\"$1\":\"?\K[^\",}]+" | head -n 1; }

echo "demo: starting a server of its own at $url, on a temporary folder, as authorized uploader:"
echo "demo: it builds without the speaker's consent, which these public-domain readings do not need. Yours would."
# From the temporary folder, with nothing of the user's settings: neither their environment nor their appsettings.json.
(
  cd "$folder"
  unset "${!TIMBRE_@}"
  exec env TIMBRE_URLS="$url" TIMBRE_DATA="$folder/data" TIMBRE_API_KEY="$key" TIMBRE_AUTHORIZED_UPLOADER=true \
    dotnet "$root/src/Timbre.Server/bin/Release/net10.0/Timbre.Server.dll"
) >"$folder/server.log" 2>&1 &
server=$!
for _ in $(seq 300); do
  curl -sf --max-time 2 "$url/health/ready" >/dev/null 2>&1 && break
  kill -0 "$server" 2>/dev/null || fail "the server did not start."
  sleep 0.1
done
curl -sf --max-time 2 "$url/health/ready" >/dev/null || fail "the server is not ready after 30 s."

started=$(date +%s.%N)
voice=$(ask /api/v2/voices -H 'Content-Type: application/json' -d '{"name":"LibriVox reader","voice_type":"rapid"}' | field uuid)
echo "demo: voice $voice"

while read -r id; do
  text=$(sed -nE "s|^<s> (.*) </s> \($id\)$|\1|p" "$recordings/transcription")
  ask "/api/v2/voices/$voice/recordings" -F "name=$id" -F "text=$text" -F is_active=true -F "file=@$recordings/$id.wav" >/dev/null
  echo "demo: sent \"$text\""
done < <(sed 's/\.wav$//' "$recordings/fileids")

ask "/api/v2/voices/$voice/build" -X POST >/dev/null
last=
while :; do
  answer=$(ask "/api/v2/voices/$voice")
  status=$(field status <<<"$answer")
  case $status in
    finished) break ;;
    failed | dataset_issue | consent_validation_failed) fail "the voice ended as $status: $(field issue <<<"$answer")" ;;
  esac
  now="$(field stage <<<"$answer") $(field fraction <<<"$answer" | awk '{printf "%d %%", 100 * $1}')"
  [ "$now" = "$last" ] || echo "demo: $now"
  last=$now
  sleep 0.3
done
echo "demo: the voice is finished, $(awk -v a="$started" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }') s after it was created"

ask /synthesize -H 'Content-Type: application/json' -d "{\"voice_uuid\":\"$voice\",\"data\":\"$sentence\"}" |
  grep -oP '"audio_content":"\K[^"]+' | base64 -d >"$folder/demo.wav"
[ -s "$folder/demo.wav" ] || fail "the speech is empty."
mv "$folder/demo.wav" "$to"
echo "demo: $(basename "$to") says: $sentence"
