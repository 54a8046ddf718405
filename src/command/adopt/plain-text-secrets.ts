import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { parseFunctionCall, readName, toObject, toText } from '../../template/values';

/** The start of a dynamic reference, which CloudFormation replaces by a secret or a parameter. */
const DYNAMIC_REFERENCE = '{{resolve:';

/** A secret in a property. */
interface SecretProperty {
  /** The secret with its verb, for sentences. */
  readonly subject: string;
  readonly pronoun: string;
  readonly read: (properties: Readonly<Record<string, unknown>>) => unknown[];
}

const AUTH_TOKEN: SecretProperty = {
  subject: 'the AUTH token',
  pronoun: 'it',
  read: ({ AuthToken }) => [AuthToken],
};

const PASSWORDS: SecretProperty = {
  subject: 'the passwords',
  pronoun: 'them',
  read: ({ Passwords, AuthenticationMode }) => [Passwords, toObject(AuthenticationMode).Passwords],
};

/** The secrets of each type. */
const SECRETS: Readonly<Record<string, SecretProperty>> = { ReplicationGroup: AUTH_TOKEN, User: PASSWORDS };

/** Returns a comment for the code of a resource whose secret is in the template, and adds a step that removes it. */
export function describePlainTextSecret(writer: AdoptionWriter, resource: DeployedResource): string | undefined {
  const secret = SECRETS[resource.shortType];
  if (secret === undefined || !secret.read(resource.properties).some((value) => isPlainText(value, writer))) {
    return undefined;
  }
  const { subject, pronoun } = secret;
  const sentence = `The template contains ${pronoun} in plain text.`;
  writer.laterSteps.push(`Move ${subject} of ${resource.logicalId} to a secret. ${sentence}`);
  return `Move ${subject} to a secret. ${sentence}`;
}

/** Whether a secret, or a part of it, is in the template, and not in a secret or in a parameter that is hidden. */
function isPlainText(value: unknown, writer: AdoptionWriter): boolean {
  if (Array.isArray(value)) {
    return value.some((element) => isPlainText(element, writer));
  }
  const { name, argument } = parseFunctionCall(value) ?? {};
  switch (name) {
    case undefined:
      return value !== undefined && value !== null && !String(value).includes(DYNAMIC_REFERENCE);
    case 'Ref':
      return hasDefault(writer.findParameter(readName(argument)));
    case 'Fn::If':
      return Array.isArray(argument) && isPlainText(argument.slice(1), writer);
    case 'Fn::FindInMap':
      return true;
    default:
      // Other functions compose texts, usually the dynamic reference to a secret of the template.
      return !JSON.stringify(value).includes(DYNAMIC_REFERENCE) && !hasReference(value);
  }
}

/** Whether the declaration of a parameter contains the value. The default of a stored parameter is its name. */
function hasDefault({ Default: value, Type: type }: Readonly<Record<string, unknown>>): boolean {
  return (toText(value) ?? '') !== '' && !readName(type).startsWith('AWS::SSM::Parameter::Value');
}

/** Whether a function gets a value from a parameter, a resource, or another stack. */
function hasReference(value: unknown): boolean {
  return /"(Ref|Fn::GetAtt|Fn::ImportValue)":|\$\{[^!]/.test(JSON.stringify(value));
}
