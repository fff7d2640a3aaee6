#!/usr/bin/env bash
# bench/speech.sh [short]: how soon and how fast the server speaks; ./bench.sh speech installs what it needs and calls it.
# "short" asks a tenth as often and prints without writing the result: to see that it runs.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
dotnet build src/Timbre.Server -c Release --nologo -v quiet
dotnet build bench/Timbre.Bench.Http -c Release --nologo -v quiet
out=bench/results/speech.md
mkdir -p bench/results
trap 'rm -f "$out.new"' EXIT
{
  echo "# Speaking over HTTP"
  echo
  echo "Machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(free -g | awk '/^Mem/{print $2}') GiB, load $(cut -d' ' -f1 /proc/loadavg) at the start; .NET $(dotnet --version); SQLite; rate limit off; server, clients and flite share the cores. Command: \`./bench.sh speech\`."
  echo
  dotnet bench/Timbre.Bench.Http/bin/Release/net10.0/Timbre.Bench.Http.dll speech src/Timbre.Server/bin/Release/net10.0/Timbre.Server.dll "${1:-}"
} > "$out.new"
if [ "${1:-}" = short ]; then
  cat "$out.new"
else
  mv "$out.new" "$out"
  cat "$out"
fi
