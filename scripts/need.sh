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

# need THING:PACKAGE ... where THING is a command or an absolute path that the Debian package brings.
need() {
  local pair missing=()
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || [ -e "${pair%%:*}" ] || missing+=("${pair##*:}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || refuse "these programs are missing and there is no apt-get here to install them with: ${missing[*]}."
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || refuse "these Debian packages are missing: ${missing[*]}; install them as root (apt-get install ${missing[*]}) and run this again."
    as_root=(sudo)
  fi
  echo "timbre: installing ${missing[*]}" >&2
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } </dev/null >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    refuse "apt-get could not install ${missing[*]}; its last words stand above."
  fi
  rm -f "$log"
}

# What listening and speaking need at run time.
need_sound() {
  need ffmpeg:ffmpeg flite:flite pocketsphinx_continuous:pocketsphinx /usr/share/pocketsphinx/model/en-us/en-us:pocketsphinx-en-us \
    /usr/share/festival/dicts/cmu/cmudict-0.4.out:festlex-cmu
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
