#!/usr/bin/env bash
# ./run.sh        installs what is missing, builds, and serves on http://127.0.0.1:8080 (see README for the settings)
# ./run.sh demo   clones a voice over HTTP on a server of its own and leaves demo.wav
# ./run.sh openapi   writes the OpenAPI document anew, after a route has changed
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
. scripts/need.sh

case "${1:-}" in
  "" | demo | openapi) ;;
  *) refuse "unknown argument '$1'; say ./run.sh, ./run.sh demo or ./run.sh openapi." ;;
esac

need_dotnet

if [ "${1:-}" = openapi ]; then
  built Timbre.Server
  exec dotnet src/Timbre.Server/bin/Release/net10.0/Timbre.Server.dll openapi src/Timbre.Server/Docs/openapi.json
fi

need_packages run

if [ "${1:-}" = demo ]; then
  need_packages demo
  built Timbre.Server
  exec scripts/demo.sh "${@:2}"
fi

built Timbre.Server
[ -e "${TIMBRE_DATA:-data}/models/use.json" ] || echo "timbre: words are recognised by PocketSphinx; ./timbre models get whisper-base brings Whisper." >&2
# exec: the signals of whoever started this script reach the server itself.
exec dotnet src/Timbre.Server/bin/Release/net10.0/Timbre.Server.dll
