import * as fs from 'fs';
import * as path from 'path';
import { renderConstructWarning } from './construct-warning-entry';
import type { RuleEntry } from './rule-entry';
import { classifyRule, renderAnchor, renderRuleBody, renderRuleEntry } from './rule-entry';
import { PROPERTIES } from '../../../src/service-data/generated/resource-properties';
import { KEY_RULES } from '../../../src/validation/check-keys';
import type { ConstructWarningId } from '../../../src/validation/construct-warning-table';
import { CONSTRUCT_WARNINGS } from '../../../src/validation/construct-warning-table';
import { REFERENCE_RULES } from '../../../src/validation/references';
import { TYPE_RULES } from '../../../src/validation/resource-types';
import type { RuleMetadata } from '../../../src/validation/rule';
import { VALIDATED_TYPES, getRuleSet } from '../../../src/validation/rule-sets';
import { listSchemaRules } from '../../../src/validation/schema';
import { RULE_CASES } from '../../public/validation/rule-cases';
import { RULE_MESSAGES } from '../../public/validation/rule-cases/rule-messages';

export const RULES_PAGE = path.join(__dirname, '..', '..', '..', 'docs', 'rules.md');

const SCHEMA_HEADING = 'All ElastiCache types';
const SCHEMA_EXAMPLE_TYPE = 'AWS::ElastiCache::ReplicationGroup';
const TYPES_HEADING = 'Resource types and keys';
const TYPE_AND_KEY_RULES = [...TYPE_RULES, ...KEY_RULES];
const REFERENCES_HEADING = 'References and names';
const CONSTRUCTS_HEADING = 'Constructs';
const CONSTRUCT_WARNING_IDS = Object.keys(CONSTRUCT_WARNINGS) as ConstructWarningId[];

const INTRODUCTION = [
  'These are all rules, by resource type. Each rule has a class, which specifies what a finding means:',
  '',
  '- **Rejected**: AWS rejects the resource, as far as this library knows. A finding is an error. If AWS accepts the resource, acknowledge the rule.',
  '- **Impossible**: no release of AWS can accept the resource. A finding is an error that cannot be acknowledged.',
  '- **Warning**: AWS accepts the resource, but it may not work as intended. A finding is a warning, which can be acknowledged.',
  '',
  'In CDK apps, an acknowledgment needs the id with the prefix `cdk-elasticache::`, as in `cdk-elasticache::ReplicationGroup.PortOutOfRange`.',
  '[Validation](checking.md) explains how to evaluate and acknowledge rules, and [Checking CloudFormation templates](checking-templates.md) how the command does.',
  '',
  'Each entry contains the requirement, the message, and the smallest template that causes it, with related resources in short form. The bold part of the',
  'message is what to change. Constructs report the same message with the names of props. If their message has other words, it follows after "In a construct".',
  '',
  'A rule that only constructs report has a program instead of a template. In the programs, `stack` is in the account 111122223333 and in the Region us-east-1,',
  '`vpc` is a VPC with private subnets, and `nodeType` is a node type.',
  '',
  'To link to a rule, append its id to the address of this page: `rules.md#ReplicationGroup.PortOutOfRange`.',
  '',
];

/** Renders the page with all rules: class, requirement, message, and example. */
export function renderRulesPage(): string {
  const types = [...new Set([...Object.keys(PROPERTIES), ...VALIDATED_TYPES])].sort();
  return [
    '# The rules',
    '',
    ...INTRODUCTION,
    ...renderIndex(types),
    ...types.filter((type) => getRuleSet(type).length > 0).flatMap(renderType),
    ...renderSchemaRules(),
    `## ${TYPES_HEADING}`,
    '',
    ...TYPE_AND_KEY_RULES.flatMap((rule) => renderRuleEntry(findEntry(rule))),
    `## ${REFERENCES_HEADING}`,
    '',
    ...REFERENCE_RULES.flatMap((rule) => renderRuleEntry(findEntry(rule))),
    ...renderConstructWarnings(),
  ].join('\n');
}

function renderIndex(types: readonly string[]): string[] {
  return [
    '| resource type | rules | rejected | impossible | warning |',
    '| --- | --- | --- | --- | --- |',
    ...types.filter((type) => getRuleSet(type).length > 0).map((type) => renderIndexRow(type, getRuleSet(type))),
    renderIndexRow(SCHEMA_HEADING, listSchemaRules()),
    renderIndexRow(TYPES_HEADING, TYPE_AND_KEY_RULES),
    renderIndexRow(REFERENCES_HEADING, REFERENCE_RULES),
    `| ${renderHeadingLink(CONSTRUCTS_HEADING)} | ${CONSTRUCT_WARNING_IDS.length} | 0 | 0 | ${CONSTRUCT_WARNING_IDS.length} |`,
    '',
  ];
}

function renderIndexRow(heading: string, rules: readonly RuleMetadata[]): string {
  const counts = (['Rejected', 'Impossible', 'Warning'] as const).map(
    (name) => rules.filter((rule) => classifyRule(rule) === name).length,
  );
  return `| ${[renderHeadingLink(heading), rules.length, ...counts].join(' | ')} |`;
}

/** Renders a link to a heading of the page. GitHub removes its punctuation for the anchor. */
function renderHeadingLink(heading: string): string {
  return `[${heading}](#${heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replace(/ /g, '-')})`;
}

function renderType(type: string): string[] {
  return [`## ${type}`, '', ...getRuleSet(type).flatMap((rule) => renderRuleEntry(findEntry(rule)))];
}

/** Renders the rules that all types have once, with an anchor for each id. */
function renderSchemaRules(): string[] {
  const examples = listSchemaRules([SCHEMA_EXAMPLE_TYPE]);
  return [
    `## ${SCHEMA_HEADING}`,
    '',
    'Each ElastiCache type has these rules. The examples are of a replication group.',
    '',
    ...examples.flatMap((rule) => {
      const name = rule.id.split('.')[1];
      const ids = listSchemaRules()
        .map(({ id }) => id)
        .filter((id) => id.endsWith(`.${name}`));
      return [
        `### ${ids.map(renderAnchor).join('')}${name}`,
        '',
        ids.map((id) => `\`${id}\``).join(', '),
        '',
        ...renderRuleBody(findEntry(rule)),
      ];
    }),
  ];
}

function renderConstructWarnings(): string[] {
  return [
    `## ${CONSTRUCTS_HEADING}`,
    '',
    'These warnings come from constructs, because templates do not show the problems.',
    '',
    ...CONSTRUCT_WARNING_IDS.flatMap(renderConstructWarning),
  ];
}

function findEntry(rule: RuleMetadata): RuleEntry {
  return { rule, ruleCase: RULE_CASES[rule.id], messages: RULE_MESSAGES[rule.id] };
}

if (require.main === module) {
  fs.writeFileSync(RULES_PAGE, renderRulesPage());
}
