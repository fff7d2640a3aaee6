#!/usr/bin/env bash
# scripts/fresh.sh [--at DIR] [--run | --test] [FILTER]
# What a newcomer meets: makes a bare Debian 12 (debootstrap), lays the committed tree into it, runs both commands of the README there,
# ./run.sh until the server is ready and ./test.sh [FILTER], and says what was missing. As root. The system is made in a temporary folder
# and removed, or in DIR and kept; one that is there already is used again, bare no more. --run and --test leave out the other command.
# This machine's .NET SDK is there to be read; its settings for apt, NuGet and npm are copied. The speech of ../shared, which a newcomer
# lacks, is there only when TIMBRE_SHARED names it.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/need.sh

# Mounts and processes of a namespace of its own end with this script, however it ends.
if [ -z "${TIMBRE_FRESH:-}" ]; then
  [ "$(id -u)" -eq 0 ] || refuse "scripts/fresh.sh makes a system of its own, which only root can."
  need_dotnet
  need_packages fresh
  TIMBRE_FRESH=inside exec unshare --mount --pid --fork --kill-child --propagation private "$PWD/scripts/fresh.sh" "$@"
fi

at='' only='' filter=()
while [ $# -gt 0 ]; do
  case $1 in
    --at) [ $# -gt 1 ] || refuse "--at wants a folder."; at=$(realpath -m "$2"); shift 2 ;;
    --run | --test) only=$1; shift ;;
    -*) refuse "unknown argument '$1'; say scripts/fresh.sh [--at DIR] [--run | --test] [FILTER]." ;;
    *) filter=("$1"); shift ;;
  esac
done

work=$(mktemp -d "${TMPDIR:-/tmp}/timbre-fresh.XXXXXX")
root=${at:-$work/root}
[ -z "$(ls -A "$root" 2>/dev/null)" ] || [ -e "$root/etc/timbre-fresh" ] || refuse "$root is not empty."
mounted=()
finish() {
  local folder
  for folder in "${mounted[@]}"; do umount -l "$folder" 2>/dev/null || true; done
  rm -rf --one-file-system "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

say() { echo "fresh: $*" >&2; }

# attach FROM TO [OPTIONS]: a folder of this machine in the new system.
attach() {
  mkdir -p "$root$2"
  mount --rbind "$1" "$root$2"
  mounted=("$root$2" "${mounted[@]}")
  [ -z "${3:-}" ] || mount -o "remount,bind,$3" "$root$2"
}

# take PATH: a file or a folder of this machine, copied to the same place.
take() {
  [ -e "$1" ] || return 0
  mkdir -p "$root$(dirname "$1")"
  cp -rL "$1" "$root$(dirname "$1")/"
}

# What in the environment says how the registries are reached.
registry_settings() {
  env | grep -E '^([a-z_]*proxy|[A-Z_]*PROXY|[A-Z_]*(CERT|CA_BUNDLE|CAINFO|CA_CERTS)[A-Z_]*|NUGET_[A-Z_]*|npm_config_[a-z_]*)=' || true
}

# Runs a command in the new system, with nothing of this environment but that.
inside() {
  local settings
  mapfile -t settings < <(registry_settings)
  chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 TERM=dumb \
    "${settings[@]}" "$@"
}

# The Debian of this machine's own apt: lines for sources.list.
debian_sources() {
  apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
    grep -E ' bookworm' | sort -u || true
}

make_system() {
  local sources mirror file value
  [ -n "$(debian_sources)" ] || apt-get update -qq
  sources=$(debian_sources)
  mirror=$(awk '$3 == "bookworm" { print $2; exit }' <<<"$sources")
  [ -n "$mirror" ] || refuse "apt on this machine has no Debian bookworm to make a system from."
  if [ -e "$root/etc/timbre-fresh" ]; then
    say "using the system in $root again: it is bare no more"
    return
  fi
  say "making a bare Debian 12 in $root"
  mkdir -p "$root"
  # The .NET SDK asks for these by its own documentation; everything else is what the scripts have to bring.
  debootstrap --variant=minbase --include=ca-certificates,libssl3,libstdc++6,zlib1g bookworm "$root" "$mirror" \
    >"$work/debootstrap.log" 2>&1 ||
    { tail -n 20 "$work/debootstrap.log" >&2; refuse "debootstrap failed; its last words stand above."; }
  echo "$sources" >"$root/etc/apt/sources.list"
  grep -lE '^ *Acquire::' /etc/apt/apt.conf.d/* 2>/dev/null | while read -r file; do take "$file"; done
  for file in /etc/resolv.conf /etc/hosts /usr/local/share/ca-certificates /root/.nuget/NuGet/NuGet.Config /root/.npmrc; do
    take "$file"
  done
  inside update-ca-certificates >"$work/certificates.log" 2>&1 || say "update-ca-certificates failed: $(tail -n 1 "$work/certificates.log")"
  registry_settings | cut -d= -f2- | sort -u | while read -r value; do
    [ ! -f "$value" ] || take "$value"
  done
  # No service of the host is started by installing one here.
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
  touch "$root/etc/timbre-fresh"
}

attach_machine() {
  local sdk
  mount -t proc proc "$root/proc"
  mounted=("$root/proc" "${mounted[@]}")
  attach /sys /sys ro
  attach /dev /dev
  sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")
  attach "$sdk" /usr/share/dotnet ro
  ln -sf /usr/share/dotnet/dotnet "$root/usr/local/bin/dotnet"
  [ -z "${TIMBRE_SHARED:-}" ] || attach "$(realpath "$TIMBRE_SHARED")" /home/shared ro
}

# The first command of the README, until the server answers that it is ready; then it is asked to end.
run_server() {
  local port server started=$SECONDS ready=
  port=$(free_port)
  inside TIMBRE_URLS="http://127.0.0.1:$port" /home/timbre/run.sh >"$work/run.log" 2>&1 </dev/null &
  server=$!
  while kill -0 "$server" 2>/dev/null && [ $((SECONDS - started)) -lt 3600 ]; do
    # The new system may have no curl, and the host needs none for this.
    if (exec 3<>"/dev/tcp/127.0.0.1/$port" && printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3 &&
      head -n 1 <&3 | grep -q ' 200 ') 2>/dev/null; then
      ready=yes
      break
    fi
    sleep 1
  done
  kill -TERM "$server" 2>/dev/null || true
  wait "$server" || true
  if [ -z "$ready" ]; then
    tail -n 30 "$work/run.log" >&2
    say "./run.sh did not become ready; its last words stand above."
    return 1
  fi
  say "./run.sh was ready after $((SECONDS - started)) s"
}

run_tests() {
  local started=$SECONDS status=0
  inside /home/timbre/test.sh "${filter[@]}" >"$work/test.log" 2>&1 </dev/null || status=$?
  [ "$status" -eq 0 ] || grep -E '^ *(Failed|Skipped) |error|timbre: ' "$work/test.log" | sort -u | head -n 60 >&2 || true
  say "./test.sh ${filter[*]} ended with status $status after $((SECONDS - started)) s: $(tail -n 1 "$work/test.log")"
  return "$status"
}

# What programs say when something is not there, each once.
missing() {
  grep -hoE "[^:]*: (command not found|cannot open shared object file)|No such file or directory.*|Could not find .*|.* not installed.*" \
    "$work"/*.log | cut -c1-200 | sort | uniq -c | sort -rn | head -n 30 || true
}

# One command that is read whole before it runs: the script may be edited meanwhile.
main() {
  local failed=0
  make_system
  attach_machine
  rm -rf "$root/home/timbre"
  mkdir -p "$root/home/timbre"
  git archive HEAD | tar -x -C "$root/home/timbre"
  [ -z "$(git status --porcelain)" ] || say "what is not committed is not in it"

  [ "$only" = --test ] || run_server || failed=1
  [ "$only" = --run ] || run_tests || failed=1
  if [ "$failed" -ne 0 ]; then
    say "what was missing, by how often it was said:"
    missing >&2
  fi
  [ -z "$at" ] || cp "$work"/*.log "$at/root/"
  exit "$failed"
}

main
