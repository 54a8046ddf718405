import { CONSTRUCT_RULE_CASES } from './construct-rule-cases';
import { ProgramCases } from './program-cases';
import { beginsWithRequirement, haveSameWords, renderMessage, renderSentence } from './rule-message';
import { findSmallestTemplate } from './smallest-template';
import { renderSnippet } from './template-snippet';
import { withRules } from './without-rule';
import type { RuleMetadata } from '../../../src/validation/rule';
import { FindingSeverity } from '../../../src/validation/rule';
import { validateTemplate } from '../../../src/validation/validate-template';
import type { RuleCase, TemplateResources } from '../../public/validation/rule-cases/rule-case';
import { ENVIRONMENT, isExclusion } from '../../public/validation/rule-cases/rule-case';
import type { RuleMessages } from '../../public/validation/rule-cases/rule-messages';

const PROGRAMS = new ProgramCases('construct-rule-cases.ts', CONSTRUCT_RULE_CASES);

/** What the page contains about a rule. */
export interface RuleEntry {
  readonly rule: RuleMetadata;
  readonly ruleCase: RuleCase;
  readonly messages: RuleMessages;
}

/** Renders an anchor for the id of a rule. Anchors of headings are in lowercase, and without the period. */
export function renderAnchor(id: string): string {
  return `<a id="${id}"></a>`;
}

/** Renders the class, the requirement, the message, and the smallest template of a rule. */
export function renderRuleEntry(entry: RuleEntry): string[] {
  const { id } = entry.rule;
  return [`### ${renderAnchor(id)}${id}`, '', ...renderRuleBody(entry)];
}

/** Renders an entry without its heading. */
export function renderRuleBody(entry: RuleEntry): string[] {
  return [renderRequirement(entry), '', ...renderMessages(entry.messages), '', ...renderExample(entry), ''];
}

/** Returns the class of a rule. */
export function classifyRule({ severity, impossible }: RuleMetadata): 'Rejected' | 'Impossible' | 'Warning' {
  if (severity === FindingSeverity.WARNING) {
    return 'Warning';
  }
  return impossible === undefined ? 'Rejected' : 'Impossible';
}

/** Renders the class, the requirement if the message does not repeat it, and the AWS page. */
function renderRequirement({ rule, messages }: RuleEntry): string {
  const { description, impossible, see } = rule;
  const message = messages.template ?? messages.construct!;
  const sentences = [
    `**${classifyRule(rule)}.**`,
    ...(beginsWithRequirement(message, description) ? [] : [renderSentence(description)]),
    ...(impossible === undefined ? [] : [renderSentence(impossible)]),
    `[AWS documentation](${see})`,
  ];
  return sentences.join(' ');
}

/** Renders the message in a template, and the one in a construct if it has other words. */
function renderMessages({ template, construct }: RuleMessages): string[] {
  if (template === undefined || construct === undefined || haveSameWords(template, construct)) {
    return [`> ${renderMessage(template ?? construct!)}`];
  }
  return [`> ${renderMessage(template)}`, '>', `> In a construct: ${renderMessage(construct)}`];
}

/** Renders the smallest template for which the rule has the same message, or a program if no template can have it. */
function renderExample(entry: RuleEntry): string[] {
  const { template } = entry.ruleCase;
  return isExclusion(template) ? renderProgram(entry) : renderTemplate(entry, template);
}

function renderProgram({ rule: { id }, messages }: RuleEntry): string[] {
  const message = PROGRAMS.findMessage(id);
  if (message !== messages.construct) {
    throw new Error(`The program of ${id} does not report the message in rule-messages.json, but: ${message}`);
  }
  return PROGRAMS.renderProgram(id);
}

function renderTemplate({ rule, ruleCase, messages }: RuleEntry, template: TemplateResources): string[] {
  const { region = ENVIRONMENT.region } = ruleCase;
  const environment = { ...ENVIRONMENT, region };
  const find = (Resources: TemplateResources, inEnvironment: boolean) =>
    validateTemplate(
      { AWSTemplateFormatVersion: '2010-09-09', Resources },
      inEnvironment ? environment : undefined,
    ).find(({ ruleId, message }) => ruleId === rule.id && message === messages.template);
  if (!find(template, true)) {
    throw new Error(`The case of ${rule.id} does not report the message in rule-messages.json: ${messages.template}`);
  }
  return withRules(
    (rules) => rules.filter(({ id }) => id === rule.id),
    () => {
      const resources = findSmallestTemplate(template, (candidate) => find(candidate, true) !== undefined);
      const snippet = renderSnippet(resources, {
        logicalId: find(resources, true)!.logicalId,
        missingProperty: findMissingProperty(rule, messages, resources),
        environment: find(resources, false) ? undefined : environment,
      });
      return ['```yaml', snippet, '```'];
    },
  );
}

/** Returns the property of a rule whose message is about its absence. */
function findMissingProperty(
  { property }: RuleMetadata,
  { template = '' }: RuleMessages,
  resources: TemplateResources,
): string | undefined {
  const [{ Properties = {} }] = Object.values(resources) as { Properties?: object }[];
  const isMissing = !Object.hasOwn(Properties, property.split('.')[0]);
  return isMissing && template.startsWith(`'${property}' is missing`) ? property : undefined;
}
