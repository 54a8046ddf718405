#!/usr/bin/env bash
# Runs the checker with the inputs of the GitHub Action. Each line of an input is one argument.
set -euo pipefail

arguments=(--format "$FORMAT")
while IFS= read -r line; do
  [[ -z "$line" ]] || arguments+=("$line")
done <<< "$ARGS"
arguments+=(--)
while IFS= read -r line; do
  [[ -z "$line" ]] || arguments+=("$line")
done <<< "$PATHS"

check="$(dirname "${BASH_SOURCE[0]}")/check-templates.sh"
if [[ -n "$OUTPUT_FILE" ]]; then
  mkdir -p "$(dirname "$OUTPUT_FILE")"
  exec "$check" "${arguments[@]}" > "$OUTPUT_FILE"
fi
exec "$check" "${arguments[@]}"
