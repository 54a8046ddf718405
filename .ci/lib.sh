# shellcheck shell=bash
# The common part of .ci/run and .ci/nightly: steps with their durations and test results, budgets, and what was skipped.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

export CI=true
export AWS_EC2_METADATA_DISABLED=true
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20

rows=()
skipped=()
exceeded=()
group=''
passed=0
failed=0
tests_skipped=0

# Runs a command, and records its duration, its tests, and the lines of its output that begin with SKIPPED. A command
# without tests counts as one test.
step() {
  local title=$1 start=$SECONDS status=0 output counts p f s
  shift
  printf '\n==== %s\n' "$title"
  rm -rf test-reports
  output=$(mktemp)
  "$@" | tee "$output" || status=$?
  mapfile -t -O "${#skipped[@]}" skipped < <(sed -n 's/^SKIPPED //p' "$output")
  rm "$output"
  counts=$(node .ci/sum.js) || counts='0 0 0'
  read -r p f s <<< "$counts"
  if ((status != 0 && f == 0)); then
    f=1
  elif ((p + f + s == 0)); then
    p=1
  fi
  ((passed += p, failed += f, tests_skipped += s))
  add_row "$title" $((SECONDS - start)) "$p" "$f"
  return "$status"
}

# Starts a group of steps with a budget in minutes. The group ends with the next group, or with the script.
start_group() {
  end_group
  group=$1
  group_budget=$2
  group_start=$SECONDS
}

end_group() {
  [ -n "$group" ] || return 0
  add_row "= $group" $((SECONDS - group_start)) '' ''
  check_budget "$group" $((SECONDS - group_start)) "$group_budget"
  group=''
}

# Records a warning if the seconds exceed the budget in minutes. Other programs on the machine can be the reason.
check_budget() {
  (($2 <= $3 * 60)) || exceeded+=("$1 took $2 s. The budget is $(($3 * 60)) s.")
}

# Adds a row to the table of durations, and prints it.
add_row() {
  local row
  row=$(printf '%-54s %8s %8s %8s' "$@")
  rows+=("$row")
  printf -- '---- %s\n' "$row"
}

# Records what is not tested, and why.
skip() {
  skipped+=("$1: $2")
  printf 'SKIPPED %s: %s\n' "$1" "$2"
}

# Fails if a step generates something that is not committed.
check_clean() {
  local changes
  changes=$(git status --porcelain) || return
  [ -n "$changes" ] || return 0
  printf '%s\n' "$changes"
  git --no-pager diff
  return 1
}

# Fails if a tool is missing.
require_tools() {
  local tool status=0
  for tool in git node npm python3 java mvn go gcc openssl apt-get dpkg-deb; do
    command -v "$tool" || {
      printf 'MISSING %s\n' "$tool"
      status=1
    }
  done
  python3 -c 'import ensurepip, pip, venv' || {
    echo 'MISSING pip or venv of Python'
    status=1
  }
  return "$status"
}

# Prints the durations, what was skipped, exceeded budgets, and the sums of all tests as the last line. Fails if a test
# failed.
print_summary() {
  local status=$?
  # A script that stops early has not run its tests.
  ((status == 0 || failed > 0)) || failed=1
  local sums="$passed passed, $failed failed"
  ((tests_skipped == 0)) || sums+=", $tests_skipped skipped"
  end_group

  printf '\n%-54s %8s %8s %8s\n' Step Seconds Passed Failed
  printf '%s\n' "${rows[@]}"
  printf '%-54s %8d\n\n' Total "$SECONDS"
  # Several steps can skip the same.
  printf 'SKIPPED %s\n' "${skipped[@]}" | awk '!seen[$0]++'
  ((${#exceeded[@]} == 0)) || printf 'WARNING %s\n' "${exceeded[@]}"
  printf '\n%s\n' "$sums"
  ((failed == 0)) || exit 1
}
