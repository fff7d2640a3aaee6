# Sourced by the scripts at the top: what has to be installed, and what has to be built. Nothing is done when nothing is missing.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# The SDK refuses to start on a Debian without libicu; nothing here needs it.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

refuse() {
  echo "timbre: $*" >&2
  exit 1
}

need_dotnet() {
  command -v dotnet >/dev/null || refuse "the .NET 10 SDK is missing; install it (https://dotnet.microsoft.com/download/dotnet/10.0) and run this again."
  local said
  said=$(dotnet --version 2>&1) || refuse "the .NET 10 SDK that global.json asks for cannot be used here; dotnet says: $(tr '\n' ' ' <<<"$said")"
}

packages_file=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/packages.txt

# need_packages PURPOSE ...  installs the packages of packages.txt that are for one of the purposes and not there yet.
need_packages() {
  local package purposes things thing missing=()
  while read -r package purposes things; do
    serves "$purposes" "$@" || continue
    # Unquoted: the shell puts the path in the place of a pattern that matches one.
    for thing in $things; do
      there "$thing" || { missing+=("$package") && break; }
    done
  done < <(grep -v '^#' "$packages_file")
  [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
}

# serves PURPOSES WANTED ...  is true when one of the purposes, which commas separate, is wanted.
serves() {
  local wanted
  for wanted in "${@:2}"; do
    case ",$1," in *",$wanted,"*) return 0 ;; esac
  done
  return 1
}

# there THING  is true when the path exists, or the command on the PATH; that the shell has one of its own (kill) does not count.
there() {
  case $1 in
    /*) [ -e "$1" ] ;;
    *) type -P "$1" >/dev/null ;;
  esac
}

install_packages() {
  command -v apt-get >/dev/null || refuse "these packages are missing and there is no apt-get here to install them with: $*."
  local as_root=() log
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || refuse "these Debian packages are missing: $*; install them as root (apt-get install $*) and run this again."
    as_root=(sudo)
  fi
  echo "timbre: installing $*" >&2
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      -o DPkg::Lock::Timeout=600 "$@"; } </dev/null >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    refuse "apt-get could not install $*; its last words stand above."
  fi
  rm -f "$log"
}

# built PROJECT: builds src/PROJECT in Release when a source is newer than the last build.
built() {
  fresh "$1" && return 0
  need_dotnet
  mkdir -p .artifacts
  # One at a time; compilers that stay behind must not hold the lock, so dotnet does not get it.
  (
    flock 9
    fresh "$1" || build "$1" 9>&-
  ) 9>.artifacts/build.lock
}

fresh() {
  local stamp=.artifacts/$1.built
  [ -e "$stamp" ] && [ -n "$(find "src/$1/bin/Release" -name '*.dll' -print -quit 2>/dev/null)" ] &&
    [ -z "$(find src models Directory.Build.props Directory.Packages.props global.json \( -name bin -o -name obj \) -prune -o -type f -newer "$stamp" -print -quit 2>/dev/null)" ]
}

build() {
  local stamp=.artifacts/$1.built log
  log=$(mktemp)
  touch "$stamp.next" # before the build: what is edited while it runs is newer than the stamp
  if ! dotnet build "src/$1" -c Release --nologo -v quiet </dev/null >"$log" 2>&1; then
    grep -E ': (error|warning) ' "$log" | sed 's/ \[[^]]*\]$//' | sort -u >&2 || cat "$log" >&2
    rm -f "$log" "$stamp.next"
    refuse "$1 does not build; the compiler's words stand above."
  fi
  rm -f "$log"
  mv "$stamp.next" "$stamp"
}

# A port of 127.0.0.1 that nobody listens on right now.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}
