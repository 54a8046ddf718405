import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';

/** Creates an empty stack in a new app. It is environment-agnostic by default. */
export function emptyStack(id: string = 'Stack', env?: { account: string; region: string }): Stack {
  return new Stack(new App(), id, { env });
}

/** Creates an empty stack whose template is newer than aws-cdk-lib, or invalid on purpose. */
export function emptyStackWithoutCfnValidation(): Stack {
  return new Stack(createAppWithoutCfnValidation(), 'Stack');
}

/** Creates an app in which aws-cdk-lib's validation of templates cannot fail the synthesis. */
export function createAppWithoutCfnValidation(context: Record<string, unknown> = {}): App {
  return new App({ postCliContext: { ...context, '@aws-cdk/core:strictCfnValidateErrors': false } });
}

/** Imports a VPC with private, isolated, and public subnets in two Availability Zones. */
export function importVpc(stack: Stack, id: string = 'Vpc'): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, id, {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: SUBNETS.private,
    isolatedSubnetIds: SUBNETS.isolated,
    publicSubnetIds: SUBNETS.public,
  });
}

/** The subnets of the imported VPC by type, one in each Availability Zone. */
export const SUBNETS = {
  private: ['subnet-000000000000000a1', 'subnet-000000000000000b1'],
  isolated: ['subnet-000000000000000a2', 'subnet-000000000000000b2'],
  public: ['subnet-000000000000000a3', 'subnet-000000000000000b3'],
};

/** Finds the properties of the only resource of a type. */
export function propertiesOf(stack: Stack, type: string): any {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** Finds the names of the properties that differ between two versions of a resource. */
export function findChangedProperties(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).sort();
}

/** Finds the messages of the annotations at a level. */
export function annotationsOf(stack: Stack, level: 'error' | 'warning'): string[] {
  const annotations = Annotations.fromStack(stack);
  const any = Match.stringLikeRegexp('.');
  const found = level === 'error' ? annotations.findError('*', any) : annotations.findWarning('*', any);
  // Imported VPCs without route tables have warnings.
  return found.map(({ entry }) => entry.data as string).filter((text) => !text.includes('@aws-cdk/aws-ec2:'));
}

/**
 * Summarizes the errors that a function throws, at construction or at synthesis: the first prop and the id of the rule,
 * as in `'port' ReplicationGroup.PortOutOfRange`. The errors of constructs about their own options have no id, and are
 * returned as they are. At synthesis, the path of the construct comes first, as in `[Stack/Cache] 'port' …`.
 */
export function errorsOf(create: () => unknown): string[] {
  try {
    create();
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.length > 1 ? lines.slice(1).map(summarizeError) : lines.map(summarizeError);
  }
  return [];
}

function summarizeError(line: string): string {
  const [, path = '', text, id] = /^(?: {2}- | {2}(\[[^\]]+\] ))?(.*?)(?: \[cdk-elasticache::(.+)\])?$/.exec(line)!;
  return path + (id ? `${/'[^']+'/.exec(text)?.[0]} ${id}` : text);
}

/** Summarizes a message: the names of the props, and the value at fault, as in `'port' but got 0`. */
export function summarizeMessage(message: string): string {
  const [, names, value] = /^('[^']+'(?:,? (?:and )?'[^']+')*).*?(?:, but got (.+?)\.(?: [A-Z'].*)?)?$/s.exec(message)!;
  return value === undefined ? names : `${names} but got ${value}`;
}

/** Exempts a stack from the rules that validate the templates of all tests. */
export function exemptFromRules(stack: Stack, reason: string) {
  stack.node.addMetadata('exempt from rules', reason);
}

/** The seed of property tests: fixed, so that they are deterministic, unless `PROPERTY_SEED` specifies another one. */
export const PROPERTY_SEED = Number(process.env.PROPERTY_SEED ?? 1);

/** The name of the member of `EngineVersion` or `CacheEngine` for a version, such as `VALKEY_8_1`. */
export function formatMemberName(engine: string, version: string): string {
  return `${engine}_${version}`.replace(/\./g, '_').toUpperCase();
}
