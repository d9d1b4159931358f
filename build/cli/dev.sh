# shellcheck shell=bash

DEV_PIDS=()

trellis_dev() {
  use_jdk
  build
  need_node
  trap stop_dev EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  local url_file
  if [ -z "${TRELLIS_DATABASE_URL:-}" ]; then
    url_file="$(mktemp)"
    chmod 600 "$url_file"
    start_dev_database "$url_file"
    TRELLIS_DATABASE_URL="$(cat "$url_file")"
    export TRELLIS_DATABASE_URL
    rm -f "$url_file"
  fi
  local port="${TRELLIS_PORT:-8080}" ui_port="${UI_PORT:-5173}"
  [ -d ui-builder/node_modules ] || (cd ui-builder && npm ci --no-audit --no-fund --loglevel=error)
  (cd ui-builder && TRELLIS_URL="http://localhost:$port" UI_PORT="$ui_port" exec node node_modules/vite/bin/vite.js --strictPort --clearScreen false) &
  DEV_PIDS+=($!)
  say "UI with live reload:  http://localhost:$ui_port/"
  say "API with live reload: http://localhost:$port/"
  export TRELLIS_LIVE_RELOAD=true
  ./mvnw -B -q -ntp -pl platform-runtime -am -Dui.skip=true -Dsuspend=n -Dquarkus.analytics.disabled=true \
    -Djvm.args="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    process-classes quarkus:dev
}

# The database outlives the reloads of the program, so it runs beside it.
start_dev_database() {
  local url_file="$1"
  (run_program database) >"$url_file" &
  local pid=$!
  DEV_PIDS+=("$pid")
  while ! grep -q '^postgres://' "$url_file"; do
    kill -0 "$pid" 2>/dev/null || fail "the database did not start (see above)"
    sleep 0.1
  done
}

stop_dev() {
  local pid
  for pid in ${DEV_PIDS[@]+"${DEV_PIDS[@]}"}; do
    kill -TERM "$pid" 2>/dev/null || true
  done
  wait
}
