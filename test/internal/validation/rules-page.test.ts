import * as fs from 'fs';
import { CONSTRUCT_RULE_CASES } from './construct-rule-cases';
import { RULES_PAGE, renderRulesPage } from './rules-page';
import { isShortened } from './template-snippet';
import { PROPERTIES } from '../../../src/service-data/generated/resource-properties';
import { parseTemplates } from '../../../src/template/parse-template';
import { VALIDATED_TYPES, getRuleSet } from '../../../src/validation/rule-sets';
import { validateTemplate } from '../../../src/validation/validate-template';
import { RULE_IDS } from '../../public/validation/check-resources';
import { RULE_MESSAGES } from '../../public/validation/rule-cases/rule-messages';

const RULES = [...new Set([...Object.keys(PROPERTIES), ...VALIDATED_TYPES])].flatMap((type) =>
  getRuleSet(type).map((rule) => ({ type, ...rule })),
);

const PAGE = fs.readFileSync(RULES_PAGE, 'utf8');

/** The entries of rules in the page, each with its heading. */
const ENTRIES = PAGE.split(/^(?=##+ )/m).filter((section) => section.startsWith('### '));

const listAnchors = (text: string) => [...text.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id);

test('the rules page is up to date', () => {
  expect(PAGE).toBe(renderRulesPage());
});

test('the page has an anchor for each rule', () => {
  expect(listAnchors(PAGE).sort()).toEqual([...RULE_IDS].sort());
});

test('every entry has a class, an AWS page, an instruction in every message, and an example', () => {
  const classAndPage = /^\*\*(Rejected|Impossible|Warning)\.\*\* .*\[AWS documentation\]\(https:\/\/docs\.aws\.\S+\)$/m;
  const incomplete = ENTRIES.filter((entry) => {
    const messages = entry.match(/^> .+/gm) ?? [];
    return !(
      classAndPage.test(entry) &&
      messages.length > 0 &&
      messages.every((message) => /\*\*.+\*\*/.test(message)) &&
      /^```(yaml|typescript)\n[^`]/m.test(entry)
    );
  });

  expect(ENTRIES.length).toBeGreaterThan(500);
  expect(incomplete).toEqual([]);
});

test('complete examples report the message above them', () => {
  const examples = ENTRIES.map((entry) => ({
    id: listAnchors(entry).find((id) => Object.hasOwn(RULE_MESSAGES, id))!,
    yaml: /^```yaml\n([^]*?)^```$/m.exec(entry)?.[1] ?? '',
  })).filter(({ yaml }) => yaml !== '' && !isShortened(yaml));
  const unreported = examples.filter(({ id, yaml }) => {
    const [, account, region] = /^# The stack is in the account (\d+) and the Region (\S+)\.$/m.exec(yaml) ?? [];
    const template = { AWSTemplateFormatVersion: '2010-09-09', Resources: parseTemplates(yaml)[0].template };
    return !validateTemplate(template, account ? { account, region } : undefined).some(
      ({ ruleId, message }) => ruleId === id && message === RULE_MESSAGES[id].template,
    );
  });

  expect(examples.length).toBeGreaterThan(430);
  expect(unreported).toEqual([]);
});

test('programs belong to the rules that only constructs report', () => {
  const ids = Object.entries(RULE_MESSAGES).flatMap(([id, { template }]) => (template === undefined ? [id] : []));

  expect(Object.keys(CONSTRUCT_RULE_CASES).sort()).toEqual(ids.sort());
});

test('every entry has at most 20 lines', () => {
  expect(ENTRIES.filter((entry) => entry.trim().split('\n').length > 20)).toEqual([]);
});

test('GitHub renders the whole page, which it does up to 500 KiB', () => {
  expect(Buffer.byteLength(PAGE)).toBeLessThan(500 * 1_024);
});

test('rule ids are unique, and begin with the resource type', () => {
  const ids = RULES.map(({ id }) => id);
  const idsWithoutType = RULES.filter(({ type, id }) => !id.startsWith(`${type.split('::').pop()}.`)).map(
    ({ id }) => id,
  );

  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(idsWithoutType).toEqual([]);
});

test('every rule has an AWS page', () => {
  const idsWithoutPage = RULES.filter(({ see }) => !/^https:\/\/docs\.aws\.amazon\.com\/\S+$/.test(see)).map(
    ({ id }) => id,
  );

  expect(idsWithoutPage).toEqual([]);
});

test('there are no rules for types of other services', () => {
  expect(getRuleSet('AWS::S3::Bucket')).toEqual([]);
});
