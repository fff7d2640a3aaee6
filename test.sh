#!/usr/bin/env bash
# ./test.sh           builds and runs all tests
# ./test.sh fast      leaves out the classes of tests/slow.txt: what a change is tried with
# ./test.sh slow      runs nothing: writes tests/slow.txt anew, from what the last run of all tests took
# ./test.sh FILTER    those whose full name contains the filter, or that an expression of dotnet test chooses
# At the end stand the 20 slowest tests; the last line is the sum.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
. scripts/need.sh
. scripts/postgres.sh
. scripts/results.sh
. scripts/remember.sh
. scripts/precompile.sh

last=.artifacts/tests/results
if [ "${1:-}" = slow ]; then
  [ -s "$last" ] || refuse "no run of all tests has left its times in $last yet; run ./test.sh first."
  slow_classes 200 <"$last" >tests/slow.txt
  exit
fi

need_dotnet
need_packages run demo test

dotnet build Timbre.slnx -c Release --nologo -v quiet </dev/null || refuse "the solution does not build; the compiler's words stand above."

found=$(mktemp -d)
trap 'stop_postgres; rm -rf "$found"' EXIT
trap 'exit 130' INT TERM
start_postgres
remember "$found/remembered" pocketsphinx_batch pocketsphinx_continuous

chosen=()
case "${1:-}" in
  "") ;;
  fast) chosen=(--filter "$(sed -e '/^#/d' -e 's/.*/FullyQualifiedName!~&./' tests/slow.txt | paste -sd '&')") ;;
  *[=~]*) chosen=(--filter "$1") ;;
  *) chosen=(--filter "FullyQualifiedName~$1") ;;
esac

# Two assemblies at a time: the server's tests wait for much (processes that start, clocks, sockets), and the others compute meanwhile. The
# longest begin. For processes that live for seconds the compiler neither counts what code does nor makes a slow first version of loops.
export DOTNET_TieredPGO=0 DOTNET_TC_QuickJitForLoops=0
assemblies=()
for name in Server Models Audio Text Bundles Cli Architecture Storage Client; do
  assemblies+=("tests/Timbre.$name.Tests/bin/Release/net10.0/Timbre.$name.Tests.dll")
done
for project in tests/*/; do
  [[ " ${assemblies[*]} " == *"/$(basename "$project").dll "* ]] || refuse "test.sh does not know the assembly of $project."
done

precompile tests/*/bin/Release/net10.0

status=0
dotnet test "${assemblies[@]}" "${chosen[@]}" --nologo --logger "console;verbosity=minimal" --logger trx --results-directory "$found" \
  --blame-hang-timeout 20m --blame-hang-dump-type none -- RunConfiguration.MaxCpuCount=2 </dev/null || status=$?

results "$found" >"$found/results"
if [ $# -eq 0 ]; then
  mkdir -p "$(dirname "$last")"
  cp "$found/results" "$last"
fi
tell_slowest 20 <"$found/results"
read -r passed failed skipped < <(count_results <"$found/results")
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  echo "The test run ended with exit code $status although no test failed: counted as one failure." >&2
  failed=1
fi
if [ $((passed + failed)) -eq 0 ]; then
  echo "No test ran: counted as one failure." >&2
  failed=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
