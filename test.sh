#!/usr/bin/env bash
# ./test.sh [filter]   builds and runs all tests, or those whose full name contains the filter; the last line is the sum.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
. scripts/need.sh
. scripts/postgres.sh

need_dotnet
need_packages run demo test

dotnet build Timbre.slnx -c Release --nologo -v quiet </dev/null || refuse "the solution does not build; the compiler's words stand above."

log=$(mktemp)
trap 'stop_postgres; rm -f "$log"' EXIT
trap 'exit 130' INT TERM
start_postgres

wanted=()
case "${1:-}" in
  "") ;;
  *[=~]*) wanted=(--filter "$1") ;;
  *) wanted=(--filter "FullyQualifiedName~$1") ;;
esac

# One project after the other: two at once would fight for the cores that the slow tests need.
status=0
dotnet test Timbre.slnx -c Release --no-build --nologo -m:1 "${wanted[@]}" \
  --blame-hang-timeout 20m --blame-hang-dump-type none --results-directory .artifacts/tests </dev/null 2>&1 | tee "$log" || status=$?

# A line for each test assembly: "Passed!  - Failed:     0, Passed:     7, Skipped:     0, Total: ..."
read -r passed failed skipped < <(awk '
  /^ *(Passed|Failed|Skipped)! +- Failed:/ { gsub(/[:,]/, " "); failed += $4; passed += $6; skipped += $8 }
  END { print passed + 0, failed + 0, skipped + 0 }' "$log")

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
