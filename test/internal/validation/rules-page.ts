import * as fs from 'fs';
import * as path from 'path';
import { PROPERTIES } from '../../../src/service-data/resource-properties';
import { CONSTRUCT_WARNINGS } from '../../../src/validation/construct-warnings';
import type { RuleMetadata } from '../../../src/validation/rule';
import { FindingSeverity } from '../../../src/validation/rule';
import { VALIDATED_TYPES, getRuleSet } from '../../../src/validation/rule-sets';
import { listSchemaRules } from '../../../src/validation/schema';

export const RULES_PAGE = path.join(__dirname, '..', '..', '..', 'docs', 'rules.md');

type RuleRow = Pick<RuleMetadata, 'id' | 'description' | 'severity' | 'see' | 'impossible'>;

const INTRODUCTION = [
  'These are all rules, by resource type. The class of a rule tells what a finding means:',
  '',
  '- **rejected**: AWS rejects the resource, as far as this library knows. A finding is an error. If AWS accepts the resource, acknowledge the rule.',
  '- **impossible**: no release of AWS can accept the resource. A finding is an error that cannot be acknowledged.',
  '- **warning**: AWS accepts the resource, but it may not work as intended. A finding is a warning, which can be acknowledged.',
  '',
  'An acknowledgement needs the id with the prefix `cdk-elasticache::`, as in `cdk-elasticache::ReplicationGroup.PortOutOfRange`.',
  '[Checking templates](checking.md) explains how to evaluate and acknowledge rules. `npx projen rules` generates this page from the rules.',
  '',
];

/** Renders the page with all rules: id, description, class, and AWS page. */
export function renderRulesPage(): string {
  const types = [...new Set([...Object.keys(PROPERTIES), ...VALIDATED_TYPES])].sort();
  return [
    '# The rules',
    '',
    ...INTRODUCTION,
    ...types.map(renderSection),
    '## Constructs',
    '',
    'These warnings come from constructs, because templates do not show the problems. Each can be acknowledged.',
    '',
    '| id | recommendation |',
    '| --- | --- |',
    ...Object.entries(CONSTRUCT_WARNINGS).map(([id, description]) => `| \`${id}\` | ${description} |`),
    '',
  ].join('\n');
}

function renderSection(type: string): string {
  const rules = [...listSchemaRules([type]), ...getRuleSet(type)];
  return [
    `## ${type}`,
    '',
    '| rule | requirement | class | AWS |',
    '| --- | --- | --- | --- |',
    ...rules.map(renderRow),
    '',
  ].join('\n');
}

function renderRow(rule: RuleRow): string {
  const { id, description, see } = rule;
  return `| \`${id}\` | ${escapeMarkdown(description)} | ${classify(rule)} | [page](${see}) |`;
}

function classify({ severity, impossible }: RuleRow): string {
  if (severity === FindingSeverity.WARNING) {
    return 'warning';
  }
  return impossible === undefined ? 'rejected' : 'impossible';
}

function escapeMarkdown(text: string): string {
  return text.replace(/[|<>*]/g, (character) => `\\${character}`);
}

if (require.main === module) {
  fs.writeFileSync(RULES_PAGE, renderRulesPage());
}
