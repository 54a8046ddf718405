const DOCS = 'https://github.com/cdk-elasticache/cdk-elasticache/blob/main/docs';

/** The page about the command. */
export const COMMAND_PAGE = `${DOCS}/checking-templates.md`;

/** The section about acknowledgments in templates. */
export const ACKNOWLEDGEMENTS_PAGE = `${DOCS}/checking-templates.md#acknowledgments`;

/** Returns the address of a rule with its example. */
export function getRulePage(ruleId: string): string {
  return `${DOCS}/rules.md#${ruleId}`;
}
