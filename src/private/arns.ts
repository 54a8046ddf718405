import type { ArnComponents } from 'aws-cdk-lib/core';
import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { throwValidationErrors } from './errors';

interface ResourceIdentity {
  readonly name: string;
  readonly arn: string;
}

/** ElastiCache stores names in lower case. ARNs, metric dimensions, and IAM tokens only match in that form. */
export function toStoredName(name: string): string {
  return Token.isUnresolved(name) ? name : name.toLowerCase();
}

/** The components of an ElastiCache ARN, which separates resource and name with a colon. */
export function arnComponents(resource: string, resourceName: string): ArnComponents {
  return {
    service: 'elasticache',
    resource,
    resourceName: toStoredName(resourceName),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  };
}

/** The props that identify an imported resource. */
interface IdentityProps {
  readonly name: string;
  readonly arn: string;

  /**
   * Whether a name in an ARN keeps its capitals. Other resources are created from a snapshot, and CloudFormation
   * replaces them when the text of its name or ARN changes.
   *
   * @default false
   */
  readonly keepsCase?: boolean;
}

/** Completes the identity of an imported resource, of which either the name or the ARN is specified. */
export function resolveIdentity(
  scope: Construct,
  resource: string,
  props: IdentityProps,
  name?: string,
  arn?: string,
): ResourceIdentity {
  if (arn !== undefined && name !== undefined) {
    throwValidationErrors(scope, [
      `only one of '${props.name}' and '${props.arn}' can be given, got both; leave out '${props.name}', the ARN holds it`,
    ]);
  }
  if (arn !== undefined) {
    const parsedName = parseName(scope, resource, props.arn, arn);
    return Token.isUnresolved(arn) || props.keepsCase
      ? { name: parsedName, arn }
      : { name: toStoredName(parsedName), arn: arn.slice(0, -parsedName.length) + toStoredName(parsedName) };
  }
  if (name !== undefined) {
    return { name: toStoredName(name), arn: Stack.of(scope).formatArn(arnComponents(resource, name)) };
  }
  return throwValidationErrors(scope, [`one of '${props.name}' and '${props.arn}' must be given, got neither`]);
}

function parseName(scope: Construct, resource: string, prop: string, arn: string): string {
  const isToken = Token.isUnresolved(arn);
  const hasAllComponents = isToken || arn.split(':').length === 7;
  const components = hasAllComponents ? Arn.split(arn, ArnFormat.COLON_RESOURCE_NAME) : undefined;
  const isExpectedResource = isToken || components?.resource === resource;
  if (!components?.resourceName || !isExpectedResource) {
    throwValidationErrors(scope, [
      `'${prop}' must have the form arn:<partition>:elasticache:<region>:<account>:${resource}:<name>, got "${arn}"`,
    ]);
  }
  return components!.resourceName!;
}
