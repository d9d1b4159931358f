# shellcheck shell=bash
# What the commands share: messages, the JDK, the build.

NEEDED_JAVA=25
APP_FOLDER="platform-runtime/target/quarkus-app"
APP_JAR="$APP_FOLDER/quarkus-run.jar"

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "trellis: $*"
  exit 1
}

java_version_of() {
  # Every JDK says its version in a text file; asking java itself would take half a second each.
  local release="$1/release" version
  [ -x "$1/bin/javac" ] && [ -r "$release" ] || return 1
  version="$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")"
  [ -n "$version" ] && printf '%s\n' "$version"
}

jdk_candidates() {
  local java
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  if java="$(command -v javac 2>/dev/null)"; then
    java="$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")"
    dirname "$(dirname "$java")"
  fi
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$NEEDED_JAVA+" 2>/dev/null || true
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/java/* /opt/java* /opt/java/* /opt/jdk* /opt/*jdk* \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.asdf/installs/java/* \
    "${HOME:-/}"/.local/share/mise/installs/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.jabba/jdk/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
}

find_jdk() {
  local candidate version
  while IFS= read -r candidate; do
    if version="$(java_version_of "$candidate")" && [ "$version" -ge "$NEEDED_JAVA" ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done < <(jdk_candidates)
  return 1
}

use_jdk() {
  JAVA_HOME="$(find_jdk)" || fail "no JDK $NEEDED_JAVA or newer found. Install one (https://adoptium.net) or set JAVA_HOME to it"
  export JAVA_HOME
  export PATH="$JAVA_HOME/bin:$PATH"
}

need_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    fail "Node.js is missing (needed to build the interface). Install Node 20.19 or newer with npm"
  fi
}

checksum() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

# A mark of all that goes into the program: it is built again exactly when this changes.
source_fingerprint() {
  {
    cat "$JAVA_HOME/release"
    find pom.xml .mvn build sdk metadata-engine app-exchange platform-runtime ui-builder \
      \( -name node_modules -o -name target -o -path '*/src/test' -o -name e2e -o -name '.*cache' \) -prune \
      -o -type f -print | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum
  } | checksum | cut -d ' ' -f 1
}

is_built() {
  [ -r "$APP_FOLDER/fingerprint" ] && [ -r "$APP_JAR" ] &&
    [ "$(cat "$APP_FOLDER/fingerprint")" = "$(source_fingerprint)" ]
}

build() {
  if is_built; then
    return 0
  fi
  need_node
  local log="$TRELLIS_DATA/log/build.log" fingerprint started
  mkdir -p "$TRELLIS_DATA/log" 2>/dev/null || fail "the data folder $TRELLIS_DATA cannot be written. Give this user the right to write there, or set TRELLIS_DATA to another folder"
  fingerprint="$(source_fingerprint)"
  started=$SECONDS
  say "Building Trellis (the first time takes some minutes: libraries are downloaded) …"
  ./mvnw -B -ntp -DskipTests package >"$log" 2>&1 </dev/null &
  local maven=$!
  show_progress "$maven" "$log"
  if ! wait "$maven"; then
    grep -E '^\[ERROR\]|npm (ERR|error)' "$log" | head -n 15 >&2 || true
    fail "the build failed. All of its output is in $log; ./trellis doctor looks for causes in this machine"
  fi
  rm -f "$APP_FOLDER"/trellis-*.aot
  printf '%s\n' "$fingerprint" >"$APP_FOLDER/fingerprint"
  say "Built in $((SECONDS - started)) s."
}

# One line a module, as Maven reaches it.
show_progress() {
  local pid="$1" log="$2" shown=0 line count
  while kill -0 "$pid" 2>/dev/null; do
    count=0
    while IFS= read -r line; do
      count=$((count + 1))
      if [ "$count" -gt "$shown" ]; then
        say "  $line"
        shown=$count
      fi
    done < <(sed -n 's/^\[INFO\] Building \(Trellis.*\) [0-9][^ ]* *\(\[[0-9/]*\]\)$/\2 \1/p' "$log")
    sleep 0.3
  done
}

java_flags() {
  # The last two: records by the million are mostly headers, and the heap must leave room for PostgreSQL.
  printf '%s\n' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:+UseCompactObjectHeaders -XX:MaxRAMPercentage=25
}

run_program() {
  local flags=() flag cache
  while IFS= read -r flag; do flags+=("$flag"); done < <(java_flags)
  cache="$(aot_cache)"
  if [ -r "$cache" ] && [ "${TRELLIS_AOT:-on}" = on ]; then
    # Quiet, with all tags beside (*): what of a cache does not fit is passed over, and the start only slower.
    # The JVM finds stubs by a hash of their names and warns when two share one, as LLLLLLILLLLL and LLLLLLLLILLL do.
    flags+=("-XX:AOTCache=$cache" '-Xlog:aot*=off' '-Xlog:cds*=off')
  fi
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" "${flags[@]}" ${TRELLIS_JAVA_OPTIONS:-} -jar "$APP_JAR" "$@"
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

chromium_path() {
  local name
  if [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ]; then
    printf '%s\n' "$CHROMIUM"
    return 0
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if command -v "$name" >/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}
