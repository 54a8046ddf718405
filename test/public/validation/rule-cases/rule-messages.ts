import * as fs from 'fs';
import * as path from 'path';

/** The complete messages for the cases of a rule. */
export interface RuleMessages {
  readonly severity: 'fatal' | 'error' | 'warning';
  readonly template?: string;
  readonly construct?: string;
}

/** The messages of all rules by id. Other tests assert the ids of rules, and the names of props. */
export const RULE_MESSAGES: Readonly<Record<string, RuleMessages>> = JSON.parse(
  fs.readFileSync(path.join(__dirname, '..', 'rule-messages.json'), 'utf8'),
);
