import { ACCEPTED_CONFIGURATIONS, REJECTED_CONFIGURATIONS } from './acceptance-test-configurations';
import { checkResources } from './check-resources';

test('the configurations are distinct', () => {
  const configurations = new Set(ACCEPTED_CONFIGURATIONS.map(([, resources]) => JSON.stringify(resources)));

  expect(configurations.size).toBeGreaterThanOrEqual(80);
  expect(new Set(ACCEPTED_CONFIGURATIONS.map(([title]) => title)).size).toBe(ACCEPTED_CONFIGURATIONS.length);
});

test.each(ACCEPTED_CONFIGURATIONS)('accepts the configuration of %s', (_title, resources) => {
  const findings = checkResources(resources);

  expect(findings.filter((finding) => finding.startsWith('error'))).toEqual([]);
});

test.each(REJECTED_CONFIGURATIONS)('rejects the configuration of %s', (_title, resources, ruleId) => {
  const findings = checkResources(resources);

  expect(findings).toContainEqual(expect.stringMatching(`^error Cluster ${ruleId}: `));
});
