import type { PairReport } from './rule-pairs';
import { checkConstructPairs, checkTemplatePairs } from './rule-pairs';
import { withRules } from './without-rule';
import { getOrCreate } from '../../../src/private/maps';
import type { Rule } from '../../../src/validation/rule';
import { VALIDATED_TYPES } from '../../../src/validation/rule-sets';

/** The pairs in which a rule is silent because another error is the cause of its problem. */
const CONSEQUENCES: readonly string[] = ['ReplicationGroup.EngineInvalid + ReplicationGroup.EndpointUnavailable'];

/** Keeps the reports by type, because several tests read them. */
function keepReports(check: (type: string) => PairReport): (type: string) => PairReport {
  const reports = new Map<string, PairReport>();
  return (type) => getOrCreate(reports, type, () => check(type));
}

const getTemplateReport = keepReports(checkTemplatePairs);
const getConstructReport = keepReports(checkConstructPairs);

describe.each([
  { things: 'templates', check: getTemplateReport, minimum: { pairs: 16_000, both: 13_600 } },
  { things: 'constructs', check: getConstructReport, minimum: { pairs: 7_000, both: 4_100 } },
])('in combined $things', ({ check, minimum }) => {
  const sum = (getCount: (report: PairReport) => number) =>
    VALIDATED_TYPES.reduce((total, type) => total + getCount(check(type)), 0);

  test.each(VALIDATED_TYPES)('no error hides a rule of %s that can be evaluated', (type) => {
    expect(check(type).hidden.filter((pair) => !CONSEQUENCES.includes(pair))).toEqual([]);
  });

  test('most pairs of rules report', () => {
    expect(sum(({ pairs }) => pairs)).toBeGreaterThanOrEqual(minimum.pairs);
    expect(sum(({ both }) => both)).toBeGreaterThanOrEqual(minimum.both);
  });
});

describe('a pair', () => {
  const TYPE = 'AWS::ElastiCache::ReplicationGroup';
  const PAIR = 'ReplicationGroup.FailoverRequiresReplica + ReplicationGroup.MultiAzRequiresReplica';

  /** Makes automatic failover silent where a path has a value. */
  const checkWithout = (path: string, isSilent: (value: unknown) => boolean) => {
    const silence = (rule: Rule): Rule =>
      rule.id === 'ReplicationGroup.FailoverRequiresReplica'
        ? { ...rule, check: (group) => (isSilent(group.raw(path)) ? undefined : rule.check(group)) }
        : rule;
    return withRules(
      (rules) => rules.map(silence),
      () => checkTemplatePairs(TYPE),
    );
  };

  test('is hidden if a rule is silent because of an error with a value that it does not need', () => {
    expect(checkWithout('MultiAZEnabled', (value) => value === true).hidden).toContain(PAIR);
  });

  test('is excused if a rule is silent because it needs a value that an error rejects', () => {
    const { hidden, excused } = checkWithout('MultiAZEnabled', (value) => value !== undefined);

    expect(excused).toContain(PAIR);
    expect(hidden).not.toContain(PAIR);
  });

  test('is not combinable if one case satisfies the rule of the other', () => {
    const { pairs, both, excused, hidden, atSynthesis, uncombinable } = getTemplateReport(TYPE);
    const names = [...excused, ...hidden, ...atSynthesis];

    expect(names).not.toContain('ReplicationGroup.FailoverRequiresReplica + ReplicationGroup.ZoneCountMismatch');
    expect(uncombinable).toBe(pairs - both - names.length);
  });

  test('is left to the synthesis if an error of the constructor prevents that', () => {
    expect(getConstructReport('AWS::ElastiCache::CacheCluster').atSynthesis).toContain(
      'CacheCluster.NodeTypeInvalid + CacheCluster.DeletionPolicyUnsupported',
    );
  });
});
