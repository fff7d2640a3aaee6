#!/usr/bin/env bash
# bench/server.sh: the server as a process on this machine's loopback; ./bench.sh server installs what it needs and calls it.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
dotnet build src/Timbre.Server -c Release --nologo -v quiet
dotnet build bench/Timbre.Bench.Http -c Release --nologo -v quiet
out=bench/results/server.md
mkdir -p bench/results
trap 'rm -f "$out.new"' EXIT
{
  echo "# The server over HTTP"
  echo
  echo "Machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(free -g | awk '/^Mem/{print $2}') GiB; .NET $(dotnet --version); SQLite; rate limit off. Command: \`./bench.sh server\`."
  echo
  dotnet bench/Timbre.Bench.Http/bin/Release/net10.0/Timbre.Bench.Http.dll src/Timbre.Server/bin/Release/net10.0/Timbre.Server.dll ../shared
} > "$out.new"
mv "$out.new" "$out"
cat "$out"
