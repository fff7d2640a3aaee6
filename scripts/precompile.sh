# Sourced by test.sh: assemblies compiled ahead of time (ReadyToRun), so that no test process compiles again what all of them run.
#
# The crash tests start the server more than a hundred times, and most of what a start costs is the compiler that runs in it. A compiled
# assembly replaces the one in the tests' output folder, where the next build puts its own again; src/*/bin stays as the build made it.

# precompile FOLDER...  compiles what the folders hold and keeps the results in .artifacts, by the content of each assembly.
precompile() {
  local compiler kept assembly hash folder
  compiler=$(precompiler) || {
    echo "timbre: the tests run without being compiled ahead: NuGet did not give the compiler." >&2
    return 0
  }
  kept=.artifacts/precompiled/$(dotnet --version)
  mkdir -p "$kept"
  for folder in "$@"; do
    for assembly in "$folder"/*.dll; do
      case ${assembly##*/} in testhost.dll | Microsoft.*TestPlatform.* | Microsoft.VisualStudio.*) continue ;; esac
      hash=$(sha256sum <"$assembly" | cut -d' ' -f1)
      [ -e "$kept/$hash.done" ] && continue # it is the result of an earlier run
      [ -e "$kept/$hash" ] || compile_ahead "$compiler" "$assembly" "$kept/$hash"
      cp "$kept/$hash" "$assembly"
      touch "$kept/$(sha256sum <"$assembly" | cut -d' ' -f1).done"
    done
  done
}

# compile_ahead COMPILER ASSEMBLY RESULT: a file that cannot be compiled is its own result.
compile_ahead() {
  local shared folder references=()
  shared=$(dirname "$(readlink -f "$(command -v dotnet)")")/shared
  for folder in "$shared"/Microsoft.NETCore.App/10.* "$shared"/Microsoft.AspNetCore.App/10.*; do
    references+=(-r "$folder/*.dll")
  done
  "$1" "$2" -o "$3.part" "${references[@]}" -r "$(dirname "$2")/*.dll" -O >/dev/null 2>&1 || cp "$2" "$3.part"
  mv "$3.part" "$3"
}

# precompiler: the path of the SDK's compiler, which NuGet downloads once.
precompiler() {
  local project=scripts/precompiler/precompiler.csproj known path
  known=.artifacts/precompiler-$(dotnet --version)
  if [ ! -s "$known" ] || [ ! -x "$(<"$known")" ]; then
    mkdir -p .artifacts
    dotnet restore "$project" -v quiet >/dev/null </dev/null || return 1
    path=$(dotnet msbuild "$project" -nologo -getProperty:Precompiler </dev/null) || return 1
    [ -f "$path" ] || return 1
    chmod u+x "$path"
    echo "$path" >"$known"
  fi
  cat "$known"
}
