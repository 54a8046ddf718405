import { CASES, DECIDABLE_CASES, checkExample, isRejected } from './cases';

/**
 * Tells what the rules find of the catalogue, and which entries they miss: `npx projen catalogue`, or `npx projen
 * catalogue ParameterGroup`.
 */
const wanted = process.argv.slice(2);
for (const resource of new Set(CASES.map((entry) => entry.resource))) {
  if (wanted.length > 0 && !wanted.includes(resource)) {
    continue;
  }
  const entries = DECIDABLE_CASES.filter((entry) => entry.resource === resource);
  const missed = entries.filter((entry) => !isRejected(entry, entry.invalid));
  const alarms = CASES.filter((entry) => entry.resource === resource && isRejected(entry, entry.valid));
  console.log(
    `${resource}: ${entries.length - missed.length} of ${entries.length} refused, ${alarms.length} false alarms`,
  );
  for (const { id, confidence, scope, rule } of missed) {
    console.log(`  missed ${id} (${confidence}, ${scope}): ${rule}`);
  }
  for (const entry of alarms) {
    console.log(`  false alarm ${entry.id}: ${entry.rule}`);
    for (const { ruleId, logicalId, message, severity } of checkExample(entry, entry.valid)) {
      console.log(`    ${severity} ${ruleId} at ${logicalId}: ${message}`);
    }
  }
}
