import type { ArnComponents } from 'aws-cdk-lib/core';
import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib/core';
import type { ImportCall } from './errors';
import { throwImportErrors } from './errors';

interface ResourceIdentity {
  readonly name: string;
  readonly arn: string;
}

/**
 * Converts a name to lowercase, as ElastiCache stores it. ARNs, metric dimensions, and IAM authentication tokens match
 * only this form.
 */
export function toStoredName(name: string): string {
  return Token.isUnresolved(name) ? name : name.toLowerCase();
}

/** Converts the name at the end of an ARN to lowercase, unless it is an unresolved token. */
export function toStoredArn(arn: string): string {
  // The texts of tokens can contain colons, as in `${Token[Fn::Join.1]}`.
  const textWithoutTokens = arn.replace(/\$\{Token\[.*?\]\}/g, (token) => ' '.repeat(token.length));
  const nameIndex = textWithoutTokens.lastIndexOf(':') + 1;
  return arn.slice(0, nameIndex) + toStoredName(arn.slice(nameIndex));
}

/** Returns the components of an ElastiCache ARN, which has a colon between the resource type and the name. */
export function arnComponents(resource: string, resourceName: string): ArnComponents {
  return {
    service: 'elasticache',
    resource,
    resourceName: toStoredName(resourceName),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  };
}

/** The names of the props that identify an imported resource. */
interface IdentityProps {
  readonly name: string;
  readonly arn: string;

  /**
   * Whether a name in an ARN keeps its uppercase letters. Snapshots need this, because CloudFormation replaces the
   * resources that are created from a snapshot when the text of its name or ARN changes.
   *
   * @default false
   */
  readonly keepsCase?: boolean;
}

/** Returns the name and the ARN of an imported resource, which is identified by one of the two. */
export function resolveIdentity(
  call: ImportCall,
  resource: string,
  props: IdentityProps,
  name?: string,
  arn?: string,
): ResourceIdentity {
  if (arn !== undefined && name !== undefined) {
    throwImportErrors(call, [
      `'${props.name}' cannot be combined with '${props.arn}', which contains the name. Remove '${props.name}'.`,
    ]);
  }
  if (arn !== undefined) {
    const parsedName = parseName(call, resource, props.arn, arn);
    return Token.isUnresolved(arn) || props.keepsCase
      ? { name: parsedName, arn }
      : { name: toStoredName(parsedName), arn: toStoredArn(arn) };
  }
  if (name !== undefined) {
    return { name: toStoredName(name), arn: Stack.of(call.scope).formatArn(arnComponents(resource, name)) };
  }
  return throwImportErrors(call, [`'${props.name}' is missing. Set '${props.name}' or '${props.arn}'.`]);
}

function parseName(call: ImportCall, resource: string, prop: string, arn: string): string {
  const isToken = Token.isUnresolved(arn);
  const hasAllComponents = isToken || arn.split(':').length === 7;
  const components = hasAllComponents ? Arn.split(arn, ArnFormat.COLON_RESOURCE_NAME) : undefined;
  const isExpectedResource = isToken || components?.resource === resource;
  if (!components?.resourceName || !isExpectedResource) {
    throwImportErrors(call, [
      `'${prop}' must have the format arn:<partition>:elasticache:<region>:<account>:${resource}:<name>, but got "${arn}". Use an ARN in this format.`,
    ]);
  }
  return components!.resourceName!;
}
