/** A tool that replaces placeholders in a template before deployment. */
export type PlaceholderTool = 'serverless' | 'renderer';

/** A variable of the Serverless Framework, such as `${self:custom.stage}`. */
const SERVERLESS_VARIABLE = /\$\{\s*(?:self|opt|env|file|param|sls|ssm|cf|s3|aws|git|strToBool)(?:[(.]|:(?!:))/;

/** A pseudo parameter of the plugin serverless-pseudo-parameters, such as `#{AWS::Region}`, but not a token. */
const SERVERLESS_REFERENCE = /#\{(?!Token\[)[^{}]*\}/;

/** The code of a template engine, such as Jinja, but not a dynamic reference. */
const TEMPLATE_CODE = /\{\{(?!resolve:)|\{%/;

/** Finds the tool that has to replace a part of a text before deployment. */
export function findPlaceholderTool(text: string): PlaceholderTool | undefined {
  if (!text.includes('{')) {
    return undefined;
  }
  if (SERVERLESS_VARIABLE.test(text) || SERVERLESS_REFERENCE.test(text)) {
    return 'serverless';
  }
  return TEMPLATE_CODE.test(text) ? 'renderer' : undefined;
}
