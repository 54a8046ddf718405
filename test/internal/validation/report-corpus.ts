import { CASES, DECIDABLE_CASES, checkExample, isRejected } from '../../public/validation/cases';

/*
 * Reports how many cases of the corpus the rules detect, the cases that they miss, and their false positives:
 * `npx projen corpus`, or `npx projen corpus ParameterGroup`.
 */
const selectedResources = process.argv.slice(2);
const allResources = [...new Set(CASES.map(({ resource }) => resource))];
const resources = allResources.filter(
  (resource) => selectedResources.length === 0 || selectedResources.includes(resource),
);

for (const resource of resources) {
  const cases = DECIDABLE_CASES.filter((testCase) => testCase.resource === resource);
  const missed = cases.filter((testCase) => !isRejected(testCase, testCase.invalid));
  const falsePositives = CASES.filter(
    (testCase) => testCase.resource === resource && isRejected(testCase, testCase.valid),
  );
  console.log(
    `${resource}: ${cases.length - missed.length} of ${cases.length} rejected, ${falsePositives.length} false positives`,
  );
  for (const { id, confidence, scope, rule } of missed) {
    console.log(`  missed ${id} (${confidence}, ${scope}): ${rule}`);
  }
  for (const testCase of falsePositives) {
    console.log(`  false positive ${testCase.id}: ${testCase.rule}`);
    for (const { ruleId, logicalId, message, severity } of checkExample(testCase, testCase.valid)) {
      console.log(`    ${severity} ${ruleId} at ${logicalId}: ${message}`);
    }
  }
}
