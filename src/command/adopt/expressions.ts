import { CDK, escapeMarks } from './modules';
import { isObject, toObject } from '../../template/values';

/** The members of `Aws` for pseudo parameters. */
const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': 'ACCOUNT_ID',
  'AWS::NoValue': 'NO_VALUE',
  'AWS::NotificationARNs': 'NOTIFICATION_ARNS',
  'AWS::Partition': 'PARTITION',
  'AWS::Region': 'REGION',
  'AWS::StackId': 'STACK_ID',
  'AWS::StackName': 'STACK_NAME',
  'AWS::URLSuffix': 'URL_SUFFIX',
};

/** Renders the functions of CloudFormation that have a method in `Fn` of aws-cdk-lib, by name. */
const FUNCTIONS: Readonly<Record<string, (argument: unknown) => string | undefined>> = {
  'Fn::GetAtt': (argument) => {
    const [logicalId, ...attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
    const isText = typeof logicalId === 'string' && attribute.every((part) => typeof part === 'string');
    return isText ? `${CDK}.Fn.getAtt(${quote(logicalId)}, ${quote(attribute.join('.'))}).toString()` : undefined;
  },
  'Fn::ImportValue': (argument) => `${CDK}.Fn.importValue(${renderText(argument)})`,
  'Fn::Join': (argument) =>
    isPair(argument) ? `${CDK}.Fn.join(${renderText(argument[0])}, ${renderTextList(argument[1])})` : undefined,
  'Fn::Select': (argument) =>
    isPair(argument) && /^\d+$/.test(String(argument[0]))
      ? `${CDK}.Fn.select(${Number(argument[0])}, ${renderTextList(argument[1])})`
      : undefined,
  'Fn::Sub': (argument) => {
    if (typeof argument === 'string') {
      return `${CDK}.Fn.sub(${quote(argument)})`;
    }
    const [body, variables] = Array.isArray(argument) ? argument : [];
    return typeof body === 'string' && isObject(variables)
      ? `${CDK}.Fn.sub(${quote(body)}, ${renderRecord(variables, renderText)})`
      : undefined;
  },
};

/** Renders the name and the value of a prop or argument that is not specified as undefined. */
export function renderObject(entries: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(entries)
    .filter(([, code]) => code !== undefined)
    .map(([name, code]) => renderEntry(name, code!));
  return lines.length > 0 ? `{\n${indent(lines.join('\n'))}\n}` : '{}';
}

/** Renders an object with the same kind of value for each key. */
export function renderRecord(record: Readonly<Record<string, unknown>>, render: (value: unknown) => string): string {
  return renderObject(Object.fromEntries(Object.entries(record).map(([key, value]) => [key, render(value)])));
}

/** Renders a value that is a text in the template. */
export function renderText(value: unknown): string {
  return isIntrinsic(value) ? renderIntrinsic(toObject(value)) : quote(String(value));
}

/** Renders a value that is a list of texts in the template. */
export function renderTextList(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(renderText).join(', ')}]` : `${CDK}.Token.asList(${renderJson(value)})`;
}

/** Renders a value that is a number in the template. CloudFormation also accepts texts with numbers. */
export function renderNumber(value: unknown): string {
  return isIntrinsic(value) ? `${CDK}.Token.asNumber(${renderJson(value)})` : String(Number(value));
}

/** Renders a JSON value. */
export function renderJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(renderJson).join(', ')}]`;
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return `{ ${Object.entries(value)
      .map(([key, member]) => `${/^[A-Za-z]\w*$/.test(key) ? key : quote(key)}: ${renderJson(member)}`)
      .join(', ')} }`;
  }
  return typeof value === 'string' ? quote(value) : JSON.stringify(value);
}

/** Renders a text as a literal. */
export function quote(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${escapeMarks(escaped)}'`;
}

/** Whether a value is a function of CloudFormation. */
export function isIntrinsic(value: unknown): boolean {
  if (!isObject(value)) {
    return false;
  }
  const [key, ...others] = Object.keys(value);
  const isFunction = key === 'Ref' || key?.startsWith('Fn::');
  return others.length === 0 && isFunction;
}

/** Reads a flag. CloudFormation also accepts texts. Returns undefined for functions. */
export function readFlag(value: unknown): boolean | undefined {
  const text = String(value).toLowerCase();
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

/** Reads a whole number. CloudFormation also accepts texts. Returns undefined for functions. */
export function readInteger(value: unknown): number | undefined {
  return /^\d+$/.test(String(value)) ? Number(value) : undefined;
}

/** Indents each line that is not empty. */
export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function renderIntrinsic(intrinsic: Readonly<Record<string, unknown>>): string {
  const [name, argument] = Object.entries(intrinsic)[0];
  if (name === 'Ref') {
    const member = PSEUDO_PARAMETERS[String(argument)];
    return member === undefined ? `${CDK}.Fn.ref(${quote(String(argument))})` : `${CDK}.Aws.${member}`;
  }
  return FUNCTIONS[name]?.(argument) ?? `${CDK}.Token.asString(${renderJson(intrinsic)})`;
}

function isPair(value: unknown): value is [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}

function renderEntry(name: string, code: string): string {
  return name === code ? `${name},` : `${/^\w+$/.test(name) ? name : quote(name)}: ${code},`;
}
