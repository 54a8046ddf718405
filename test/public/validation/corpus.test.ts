import {
  CASES,
  DECIDABLE_CASES,
  DISPUTED_CASES,
  UNKNOWN_NAME_CASES,
  checkExample,
  dependsOnEnvironment,
  isRejected,
} from './cases';
import { RULE_IDS } from './check-resources';
import { ENVIRONMENT_CASES } from './environment-cases';

const UNDISPUTED_CASES = DECIDABLE_CASES.filter(
  ({ id }) => !Object.hasOwn(DISPUTED_CASES, id) && !Object.hasOwn(UNKNOWN_NAME_CASES, id),
);

test('the corpus is complete', () => {
  expect(CASES).toHaveLength(401);
  expect(new Set(CASES.map(({ id }) => id)).size).toBe(401);
  expect(Object.keys(DISPUTED_CASES).filter((id) => !CASES.some((testCase) => testCase.id === id))).toEqual([]);
});

test('each case that depends on the environment has rules, or a reason why synthesis cannot detect it', () => {
  const caseIds = CASES.filter(dependsOnEnvironment).map(({ id }) => id);

  expect(Object.keys(ENVIRONMENT_CASES)).toEqual(caseIds);
  expect(
    Object.entries(ENVIRONMENT_CASES).filter(([, { rules = [], unknown = '' }]) => {
      const isExplained = rules.length + unknown.length > 0;
      return !isExplained || !rules.every((id) => RULE_IDS.includes(id));
    }),
  ).toEqual([]);
});

test('reports an error for every example that AWS certainly rejects', () => {
  expect(
    UNDISPUTED_CASES.filter(
      (testCase) => testCase.confidence === 'certain' && !isRejected(testCase, testCase.invalid),
    ).map(({ id, rule }) => `${id}: ${rule}`),
  ).toEqual([]);
});

test('reports an error for at least 97 of 100 examples that AWS rejects', () => {
  const missed = UNDISPUTED_CASES.filter((testCase) => !isRejected(testCase, testCase.invalid));

  expect(missed.length / UNDISPUTED_CASES.length).toBeLessThanOrEqual(0.03);
  expect(missed.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual([]);
});

test.each(Object.entries(UNKNOWN_NAME_CASES))('adds a warning for the unknown name of %s', (caseId, ruleId) => {
  const testCase = CASES.find(({ id }) => id === caseId)!;

  expect(checkExample(testCase, testCase.invalid)).toContainEqual(
    expect.objectContaining({ ruleId, severity: 'warning' }),
  );
});

test('reports no errors for examples that AWS accepts', () => {
  const falsePositives = CASES.filter(({ id }) => !Object.hasOwn(DISPUTED_CASES, id)).flatMap((testCase) =>
    checkExample(testCase, testCase.valid)
      .filter(({ severity }) => severity === 'error')
      .map(({ logicalId, message }) => `${testCase.id} at ${logicalId}: ${message}`),
  );

  expect(falsePositives).toEqual([]);
});
