/** Quoted names and values, which can have any form. */
const QUOTED = /"(?:[^"\\]|\\.)*"|'[^']*'/g;

/** Removes the id of the rule at the end of a message. */
export function removeRuleId(message: string): string {
  return message.replace(/ \[(ack: )?cdk-elasticache::[\w.]+\]$/, '');
}

/** The reason for an acknowledgment, which users write. */
const ACKNOWLEDGEMENT = / \(cdk-elasticache::[\w.]+ is acknowledged: .*\)$/;

/** What a message must not contain outside of quotes, each with the form to use. */
const VIOLATIONS: readonly (readonly [RegExp, string])[] = [
  [/;/, 'separate problem and fix with a period'],
  [/(?<!but )\bgot\b/, 'write "but got <value>"'],
  [/\bgot (none|nothing|both|neither)\b/, 'write that the value is missing, or what it cannot be combined with'],
  [/\bdid you mean\b/, 'write the question as a separate sentence'],
  [/\bmust hold\b|\bleave\b|\bstand(s|ing)?\b|\bis no\b/, 'write "must contain", "Remove", "is in", "is not a"'],
  [/\. [a-z]/, 'begin each sentence with a capital letter'],
  [/\.\.| {2}/, 'write one period and one space between sentences'],
];

/** Fails if a message does not have the form `'<prop>' <problem>, but got <value>. <Fix>. [<rule id>]`. */
export function assertMessageForm(message: string): void {
  const text = removeRuleId(message).replace(ACKNOWLEDGEMENT, '');
  const unquoted = text.replace(QUOTED, "''");
  const violations = VIOLATIONS.filter(([pattern]) => pattern.test(unquoted)).map(([, form]) => form);
  if (!text.startsWith("'")) {
    violations.push('begin with the name of the prop in single quotes');
  }
  if (!/[.?]$/.test(text)) {
    violations.push('end with a period or a question mark');
  }
  if (violations.length > 0) {
    throw new Error(`The form of the message is wrong: ${violations.join(', ')}\n  ${message}`);
  }
}
