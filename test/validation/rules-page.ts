import * as fs from 'fs';
import * as path from 'path';
import { PROPERTIES } from '../../src/service-data/resource-properties';
import type { RuleMetadata } from '../../src/validation/rule';
import { VALIDATED_TYPES, getCrossResourceRuleSet, getRuleSet } from '../../src/validation/rule-sets';
import { SCHEMA_RULES } from '../../src/validation/schema';
import { getDocumentationUrl, getShortTypeName } from '../../src/validation/validate-template';

export const RULES_PAGE = path.join(__dirname, '..', '..', 'docs', 'rules.md');

type RuleRow = Pick<RuleMetadata, 'id' | 'description' | 'severity' | 'see'>;

/** Renders the page with all rules: id, description, severity, and AWS page. */
export function renderRulesPage(): string {
  const types = [...new Set([...Object.keys(PROPERTIES), ...VALIDATED_TYPES])].sort();
  return [
    '# The rules',
    '',
    'What AWS refuses is an error, what works but bites a warning. [Checking templates](checking.md) tells how to use them. This page is made from the rules: `npx projen rules`.',
    '',
    ...types.map(renderSection),
  ].join('\n');
}

function renderSection(type: string): string {
  const rules = [...listSchemaRules(type), ...getRuleSet(type), ...getCrossResourceRuleSet(type)];
  return [
    `## ${type}`,
    '',
    '| rule | demand | severity | AWS |',
    '| --- | --- | --- | --- |',
    ...rules.map(renderRow),
    '',
  ].join('\n');
}

function listSchemaRules(type: string): RuleRow[] {
  if (!Object.hasOwn(PROPERTIES, type)) {
    return [];
  }
  return Object.entries(SCHEMA_RULES).map(([name, description]) => ({
    id: `${getShortTypeName(type)}.${name}`,
    description,
    severity: 'error',
    see: getDocumentationUrl(type),
  }));
}

function renderRow({ id, description, severity, see }: RuleRow): string {
  return `| \`${id}\` | ${escapeMarkdown(description)} | ${severity} | [page](${see}) |`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[|<>*]/g, (character) => `\\${character}`);
}

if (require.main === module) {
  fs.writeFileSync(RULES_PAGE, renderRulesPage());
}
