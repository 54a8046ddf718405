import * as fs from 'fs';
import * as path from 'path';
import { PROPERTIES } from '../../src/service-data/resource-properties';
import { VALIDATED_TYPES, crossResourceRulesOf, ruleSetOf } from '../../src/validation/rule-sets';
import { SCHEMA_RULES } from '../../src/validation/schema';
import { pageOf, shortName } from '../../src/validation/validate-template';

/** Where the list of all rules is kept. */
export const RULES_PAGE = path.join(__dirname, '..', '..', 'docs', 'rules.md');

/** Every rule with its id, what it demands, its severity and its AWS page, from the records themselves. */
export function rulesPage(): string {
  const types = [...new Set([...Object.keys(PROPERTIES), ...VALIDATED_TYPES])].sort();
  const sections = types.map((type) => {
    const shape = Object.hasOwn(PROPERTIES, type)
      ? Object.entries(SCHEMA_RULES).map(([name, description]) => ({
          id: `${shortName(type)}.${name}`,
          description,
          severity: 'error',
          see: pageOf(type),
        }))
      : [];
    const rows = [...shape, ...ruleSetOf(type), ...crossResourceRulesOf(type)].map(
      ({ id, description: description, severity, see }) =>
        `| \`${id}\` | ${escaped(description)} | ${severity} | [page](${see}) |`,
    );
    return [`## ${type}`, '', '| rule | demand | severity | AWS |', '| --- | --- | --- | --- |', ...rows, ''].join(
      '\n',
    );
  });
  return [
    '# The rules',
    '',
    'What AWS refuses is an error, what works but bites a warning. [Checking templates](checking.md) tells how to use them. This page is made from the rules: `npx projen rules`.',
    '',
    ...sections,
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[|<>*]/g, (character) => `\\${character}`);
}

if (require.main === module) {
  fs.writeFileSync(RULES_PAGE, rulesPage());
}
