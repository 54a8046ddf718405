import { CATALOGUE, DECIDABLE, findingsOf, isRefused } from './entries';

/**
 * Tells what the rules find of the catalogue, and which entries they miss: `npx projen catalogue`, or `npx projen
 * catalogue ParameterGroup`.
 */
const wanted = process.argv.slice(2);
for (const resource of new Set(CATALOGUE.map((entry) => entry.resource))) {
  if (wanted.length > 0 && !wanted.includes(resource)) {
    continue;
  }
  const entries = DECIDABLE.filter((entry) => entry.resource === resource);
  const missed = entries.filter((entry) => !isRefused(entry, entry.invalid));
  const alarms = CATALOGUE.filter((entry) => entry.resource === resource && isRefused(entry, entry.valid));
  console.log(
    `${resource}: ${entries.length - missed.length} of ${entries.length} refused, ${alarms.length} false alarms`,
  );
  for (const { id, confidence, scope, rule } of missed) {
    console.log(`  missed ${id} (${confidence}, ${scope}): ${rule}`);
  }
  for (const entry of alarms) {
    console.log(`  false alarm ${entry.id}: ${entry.rule}`);
    for (const { ruleId, logicalId, message, severity } of findingsOf(entry, entry.valid)) {
      console.log(`    ${severity} ${ruleId} at ${logicalId}: ${message}`);
    }
  }
}
