# shellcheck shell=bash
# Everything that must hold before a change goes in: Maven's build with all Java tests and format
# checks, the interface's checks, and its journeys in a real browser against the packaged program.

TEST_RESULTS=()
TEST_FAILED=0
TEST_FOLDER=""
TEST_SERVER=""

trellis_test() {
  [ $# -eq 0 ] || fail "test takes no arguments. One Java test: ./mvnw -pl MODULE -am test -Dtest=NAME -Dsurefire.failIfNoSpecifiedTests=false"
  use_jdk
  need_node
  find_chromium
  TEST_FOLDER="$(mktemp -d)"
  trap end_test EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  part "shell scripts" check_scripts
  part "Java: Error Prone" check_java
  part "Java: build, formats, tests" verify_java
  part "UI: types, lint, formats, tests" check_ui
  part "browser journeys" run_journeys

  say ""
  printf '%s\n' "${TEST_RESULTS[@]}" >&2
  say "in $((SECONDS / 60)) min $((SECONDS % 60)) s"
  return "$TEST_FAILED"
}

part() {
  local name="$1" started=$SECONDS
  shift
  say "== $name"
  # In a subshell of its own: 'set -e' would be off inside a condition.
  local outcome=0
  set +e
  (
    set -e
    "$@"
  )
  outcome=$?
  set -e
  if [ "$outcome" -eq 0 ]; then
    TEST_RESULTS+=("ok      $name ($((SECONDS - started)) s)")
  else
    TEST_RESULTS+=("FAILED  $name ($((SECONDS - started)) s)")
    TEST_FAILED=1
  fi
}

check_scripts() {
  if ! command -v shellcheck >/dev/null; then
    say "shellcheck is not installed: the scripts' syntax alone is checked"
    bash -n trellis
    for script in build/cli/*.sh; do bash -n "$script"; done
    return 0
  fi
  shellcheck -x trellis .ci/run build/cli/*.sh
}

check_java() {
  ./mvnw -B -ntp -q -Pcheck -Dui.skip=true compile </dev/null
}

verify_java() {
  local fingerprint
  fingerprint="$(source_fingerprint)"
  ./mvnw -B -ntp -fae verify </dev/null
  printf '%s\n' "$fingerprint" >"$APP_FOLDER/fingerprint"
}

check_ui() {
  cd ui-builder
  [ -d node_modules ] || npm ci --no-audit --no-fund --loglevel=error
  npm run --silent check
}

# The journeys find the program at TRELLIS_URL and the browser at CHROMIUM.
run_journeys() {
  [ -r "$APP_JAR" ] || fail "there is no program to try: the build failed"
  grep -q '"journeys"' ui-builder/package.json || fail "ui-builder has no script 'journeys'"
  local port tries=0 log="$TEST_FOLDER/server.log"
  port="$(free_port)"
  (
    export TRELLIS_PORT="$port" TRELLIS_DATA="$TEST_FOLDER/data"
    unset TRELLIS_DATABASE_URL TRELLIS_HOST TRELLIS_SIGNUP
    run_program
  ) >"$log" 2>&1 &
  TEST_SERVER=$!
  printf '%s\n' "$TEST_SERVER" >"$TEST_FOLDER/pid"
  until grep -q 'Trellis is ready' "$log"; do
    if ! kill -0 "$TEST_SERVER" 2>/dev/null || [ "$tries" -gt 600 ]; then
      cat "$log" >&2
      fail "the program did not start"
    fi
    tries=$((tries + 1))
    sleep 0.1
  done
  if ! (cd ui-builder && TRELLIS_URL="http://localhost:$port" npm run --silent journeys); then
    say "The server said:"
    tail -n 40 "$log" >&2
    return 1
  fi
}

end_test() {
  if [ -r "$TEST_FOLDER/pid" ]; then
    local pid
    pid="$(cat "$TEST_FOLDER/pid")"
    kill -TERM "$pid" 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  fi
  rm -rf "$TEST_FOLDER"
}

find_chromium() {
  if CHROMIUM="$(chromium_path)"; then
    export CHROMIUM
    return 0
  fi
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "Installing chromium for the browser journeys …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null ||
      fail "chromium could not be installed. Try: apt-get install chromium"
    CHROMIUM="$(chromium_path)" || fail "chromium was installed but is not found"
    export CHROMIUM
    return 0
  fi
  fail "no Chromium or Chrome found for the browser journeys. Install one, or set CHROMIUM to its path"
}
