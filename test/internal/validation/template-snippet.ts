import * as yaml from 'yaml';
import type { TemplateResources } from '../../public/validation/rule-cases/rule-case';

const MAXIMUM_TEXT_LENGTH = 80;
const MAXIMUM_ENTRIES = 6;
const MAXIMUM_LIST_LENGTH = 70;
const MAXIMUM_RESOURCE_LENGTH = 120;

/** The functions that are written as tags. */
const TAGS: Readonly<Record<string, string>> = { Ref: '!Ref', 'Fn::GetAtt': '!GetAtt', 'Fn::Sub': '!Sub' };

/** What a snippet shows in addition to its resources. */
export interface SnippetOptions {
  /** The resource with the finding. The others are in short form. */
  readonly logicalId: string;
  /** A property that the resource does not have, for a comment. */
  readonly missingProperty?: string;
  /** The environment of the stack, for a comment if the finding depends on it. */
  readonly environment?: { readonly account: string; readonly region: string };
}

/** Whether a snippet is shortened, so that it is not the complete template. */
export function isShortened(snippet: string): boolean {
  return /# (\d+ characters|and \d+ more)$/m.test(snippet);
}

/** Renders resources in YAML with the tags of CloudFormation. Long texts and lists are shortened. */
export function renderSnippet(
  resources: TemplateResources,
  { logicalId, missingProperty, environment }: SnippetOptions,
): string {
  // CloudFormation reads YAML 1.1, in which unquoted texts such as yes have other meanings.
  const document = new yaml.Document<yaml.YAMLMap>(resources as never, { version: '1.1' });
  yaml.visit(document, {
    Map: (_key, map) => renderFunction(map),
    Scalar: (_key, scalar) => shortenText(scalar),
  });
  yaml.visit(document, { Collection: (_key, collection) => formatEntries(collection) });
  for (const { key, value } of document.contents!.items as yaml.Pair<yaml.Scalar<string>, yaml.YAMLMap>[]) {
    if (key.value !== logicalId) {
      shortenRelatedResource(value!);
    }
  }
  if (missingProperty !== undefined) {
    const owner = document.getIn([logicalId, 'Properties']) ?? document.getIn([logicalId]);
    (owner as yaml.YAMLMap).comment = ` no ${missingProperty}`;
  }
  const text = document.toString({ lineWidth: 0, singleQuote: true, directives: false, flowCollectionPadding: true });
  const comment =
    environment && `# The stack is in the account ${environment.account} and the Region ${environment.region}.\n`;
  return `${comment ?? ''}${text.trimEnd()}`;
}

/** Renders a function as a tag. */
function renderFunction(map: yaml.YAMLMap): yaml.Scalar | undefined {
  const [[name, argument] = ['', undefined]] = Object.entries<unknown>(map.toJSON());
  const text = Array.isArray(argument) ? argument.join('.') : argument;
  if (!Object.hasOwn(TAGS, name) || typeof text !== 'string') {
    return undefined;
  }
  const scalar = new yaml.Scalar(text);
  scalar.tag = TAGS[name];
  return scalar;
}

function shortenText(scalar: yaml.Scalar): void {
  const { value } = scalar;
  if (typeof value === 'string' && value.length > MAXIMUM_TEXT_LENGTH && !value.includes(' ')) {
    scalar.value = `${value.slice(0, 20)}…`;
    scalar.comment = ` ${value.length} characters`;
  }
}

/** Shortens long lists, and writes short lists without objects on one line. */
function formatEntries(collection: yaml.YAMLMap | yaml.YAMLSeq): void {
  const { length } = collection.items;
  if (length > MAXIMUM_ENTRIES) {
    collection.items.splice(2);
    collection.comment = ` and ${length - 2} more`;
  } else if (yaml.isSeq(collection) && collection.items.every((item) => !yaml.isMap(item))) {
    collection.flow = canBeFlow(collection, MAXIMUM_LIST_LENGTH);
  }
}

/** Writes a related resource on one line if it is short, and otherwise its policy. */
function shortenRelatedResource(resource: yaml.YAMLMap): void {
  resource.flow = canBeFlow(resource, MAXIMUM_RESOURCE_LENGTH);
  const policy = resource.getIn(['Properties', 'PolicyDocument']);
  if (yaml.isMap(policy)) {
    policy.flow = canBeFlow(policy, MAXIMUM_RESOURCE_LENGTH);
  }
}

function canBeFlow(collection: yaml.YAMLMap | yaml.YAMLSeq, maximumLength: number): boolean {
  let hasComment = false;
  yaml.visit(collection, {
    Node: (_key, node) => {
      hasComment ||= Boolean(node.comment);
    },
  });
  return !hasComment && JSON.stringify(collection).length <= maximumLength;
}
