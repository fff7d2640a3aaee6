# Sourced by test.sh: a private PostgreSQL of Debian's, on a temporary folder and a free port of 127.0.0.1.

postgres_folder=

as_postgres() {
  # initdb and postgres refuse to run as root.
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && exec setpriv --reuid=postgres --regid=postgres --init-groups "$@")
  else
    (cd / && exec "$@")
  fi
}

# Exports TIMBRE_TEST_POSTGRES, a connection string of a superuser who may create databases.
start_postgres() {
  local tools port try
  tools=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
  [ -x "$tools/initdb" ] || refuse "Debian's postgresql is installed but its initdb was not found under /usr/lib/postgresql."
  postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/timbre-postgres.XXXXXX")
  postgres_tools=$tools
  chmod 711 "$postgres_folder"
  [ "$(id -u)" -ne 0 ] || chown postgres:postgres "$postgres_folder"
  as_postgres "$tools/initdb" -D "$postgres_folder/data" -U timbre -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$postgres_folder.log" 2>&1 ||
    { cat "$postgres_folder.log" >&2; refuse "PostgreSQL's initdb failed; its words stand above."; }
  for try in 1 2 3; do
    port=$(free_port)
    # fsync off: this database lives as long as the tests do.
    if as_postgres "$tools/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/log" -w -t 30 \
      -o "-F -p $port -k $postgres_folder -c listen_addresses=127.0.0.1 -c max_connections=400 -c synchronous_commit=off" start >>"$postgres_folder.log" 2>&1; then
      export TIMBRE_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=timbre;Password=timbre;Database=postgres"
      return 0
    fi
  done
  cat "$postgres_folder.log" "$postgres_folder/log" >&2 || true
  refuse "a private PostgreSQL for the tests did not start (tried ports up to $try times); its words stand above."
}

stop_postgres() {
  [ -n "$postgres_folder" ] || return 0
  as_postgres "$postgres_tools/pg_ctl" -D "$postgres_folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$postgres_folder" "$postgres_folder.log"
}
