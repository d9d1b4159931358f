# shellcheck shell=bash
# The ahead-of-time cache of the JVM: classes loaded, linked and profiled in a training run, so that
# later starts skip that work (docs/adr: start from an ahead-of-time cache). Made once a build, in
# the background and at the lowest priority, after the first start has come up.

aot_cache() {
  printf '%s/trellis-%s.aot\n' "$APP_FOLDER" "$(cut -c 1-16 "$APP_FOLDER/fingerprint" 2>/dev/null || echo none)"
}

# Runs beside the program: $1 is the port it will answer on.
train_when_ready() {
  local cache port="$1"
  cache="$(aot_cache)"
  [ ! -e "$cache" ] || return 0
  [ "${TRELLIS_AOT:-on}" = on ] || return 0
  # Twice removed, so that it is not a child of the program, which would not reap it.
  (
    (
      trap '' INT HUP
      wait_for_port "$port" && sleep 2 && train "$cache"
    ) >/dev/null 2>&1 </dev/null &
  )
}

train() {
  local cache="$1" folder pid flag flags=() mark="$APP_FOLDER/training"
  if [ -r "$mark" ] && kill -0 "$(cat "$mark")" 2>/dev/null; then
    return 0
  fi
  sh -c 'echo $PPID' >"$mark"
  folder="$(mktemp -d)"
  while IFS= read -r flag; do flags+=("$flag"); done < <(java_flags)
  (
    TRELLIS_PORT="$(free_port)"
    export TRELLIS_PORT TRELLIS_HOST=127.0.0.1 TRELLIS_DATA="$folder/data" TRELLIS_SIGNUP=open
    unset TRELLIS_DATABASE_URL TRELLIS_FILES TRELLIS_SMTP_URL
    nice -n 19 "$JAVA_HOME/bin/java" "${flags[@]}" -XX:AOTCacheOutput="$folder/cache" -jar "$APP_JAR" &
    pid=$!
    # Whatever happens, the server of the training run ends.
    trap 'kill -TERM "$pid" 2>/dev/null; wait "$pid"' EXIT
    trap 'exit 143' TERM
    wait_for_port "$TRELLIS_PORT"
    nice -n 19 node build/cli/train.mjs "http://127.0.0.1:$TRELLIS_PORT"
  ) || true
  if [ -s "$folder/cache" ]; then
    mv "$folder/cache" "$cache.new" && mv "$cache.new" "$cache"
  fi
  rm -rf "$folder" "$mark"
}

wait_for_port() {
  local tries=0
  until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 1200 ] || return 1
    sleep 0.1
  done
}
