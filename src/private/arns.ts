import type { ArnComponents } from 'aws-cdk-lib/core';
import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { throwValidationErrors } from './errors';

/** What an import is told about a resource: its name or its ARN. */
interface Identity {
  readonly name: string;
  readonly arn: string;
}

/** ElastiCache stores names in lower case, and only so do they match in ARNs, metric dimensions and IAM tokens. */
export function asStored(name: string): string {
  return Token.isUnresolved(name) ? name : name.toLowerCase();
}

/** The parts of the ARN of a resource of ElastiCache; they are joined by colons. */
export function arnComponents(resource: string, resourceName: string): ArnComponents {
  return {
    service: 'elasticache',
    resource,
    resourceName: asStored(resourceName),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  };
}

/** Completes what an import is given: exactly one of name and ARN, each from the other. */
export function identify(
  scope: Construct,
  resource: string,
  props: { name: string; arn: string },
  name?: string,
  arn?: string,
): Identity {
  if (arn !== undefined && name !== undefined) {
    throwValidationErrors(scope, [
      `only one of '${props.name}' and '${props.arn}' can be given, got both; leave out '${props.name}', the ARN holds it`,
    ]);
  }
  if (arn !== undefined) {
    const found =
      Token.isUnresolved(arn) || arn.split(':').length === 7
        ? Arn.split(arn, ArnFormat.COLON_RESOURCE_NAME)
        : undefined;
    if (!found?.resourceName || !(Token.isUnresolved(arn) || found.resource === resource)) {
      throwValidationErrors(scope, [
        `'${props.arn}' must have the form arn:<partition>:elasticache:<region>:<account>:${resource}:<name>, got "${arn}"`,
      ]);
    }
    return { name: found!.resourceName!, arn };
  }
  if (name !== undefined) {
    return { name: asStored(name), arn: Stack.of(scope).formatArn(arnComponents(resource, name)) };
  }
  return throwValidationErrors(scope, [`one of '${props.name}' and '${props.arn}' must be given, got neither`]);
}
