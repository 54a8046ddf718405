import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { findReplacementProperties } from './replacement-properties';

/** The templates of an app by the name of the stack, in the order of the deployment. */
export type Templates = ReadonlyMap<string, any>;

/** The effects of a deployment on the resources and the exports that are deployed. */
export interface DeploymentEffects {
  /** The properties that replace resources. */
  readonly replacements: string[];
  /** The resources that the new templates no longer contain. */
  readonly removedResources: string[];
  /** The exports that CloudFormation cannot remove, because a stack still imports them. */
  readonly removedExports: string[];
}

export function listTemplates(stacks: readonly CloudFormationStackArtifact[]): Templates {
  return new Map(stacks.map(({ stackName, template }) => [stackName, template]));
}

/** Compares the templates before and after a deployment. */
export function compareDeployments(before: Templates, after: Templates): DeploymentEffects {
  const comparedResources = [...before].flatMap(([stack, { Resources = {} }]) =>
    Object.entries<any>(Resources)
      .filter(([, { Type }]) => !RULE_TYPES.includes(Type))
      .map(([id, resource]) => ({ stack, id, resource, newResource: after.get(stack)?.Resources?.[id] })),
  );
  const isKept = ({ resource, newResource }: (typeof comparedResources)[number]) => newResource?.Type === resource.Type;
  const beforeResolver = new NameResolver(before);
  const afterResolver = new NameResolver(after);
  return {
    replacements: comparedResources.filter(isKept).flatMap(({ stack, id, resource, newResource }) =>
      findReplacementProperties(resource.Type)
        .filter((name) => {
          const was = beforeResolver.resolve(stack, resource.Properties?.[name]);
          const is = afterResolver.resolve(stack, newResource.Properties?.[name]);
          return JSON.stringify(was) !== JSON.stringify(is);
        })
        .map((name) => `${stack}.${id}.${name}`),
    ),
    removedResources: comparedResources
      .filter((compared) => !isKept(compared))
      .map(({ stack, id }) => `${stack}.${id}`),
    removedExports: findRemovedExports(before, after),
  };
}

/** The logical id of a rule depends on its ports. CloudFormation creates a new rule before it deletes the old one. */
const RULE_TYPES = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];

/** Deploys the stacks in their order, and finds the exports that a deployed stack imports when they are removed. */
function findRemovedExports(before: Templates, after: Templates): string[] {
  const deployed = new Map(before);
  return [...after].flatMap(([stack, template]) => {
    const exports = listExports(template).map(([name]) => name);
    const removed = listExports(deployed.get(stack) ?? {})
      .map(([name]) => name)
      .filter((name) => !exports.includes(name));
    deployed.set(stack, template);
    return removed.filter((name) => [...deployed.values()].some((other) => importsExport(other, name)));
  });
}

function listExports({ Outputs = {} }: any): [string, unknown][] {
  return Object.values<any>(Outputs)
    .filter(({ Export }) => Export)
    .map(({ Export, Value }) => [Export.Name, Value]);
}

function importsExport(template: object, name: string): boolean {
  return JSON.stringify(template).includes(JSON.stringify({ 'Fn::ImportValue': name }));
}

/** The properties with the names that `Ref` returns. */
const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::ElastiCache::ServerlessCache': 'ServerlessCacheName',
  'AWS::ElastiCache::User': 'UserId',
  'AWS::ElastiCache::UserGroup': 'UserGroupId',
};

/** Replaces imports with the values of exports, and references with the names of ElastiCache resources. */
class NameResolver {
  private readonly exports: ReadonlyMap<string, { stack: string; value: unknown }>;

  constructor(private readonly templates: Templates) {
    this.exports = new Map(
      [...templates].flatMap(([stack, template]) =>
        listExports(template).map(([name, value]) => [name, { stack, value }] as const),
      ),
    );
  }

  public resolve(stack: string, value: any): unknown {
    if (Array.isArray(value)) {
      return value.map((element) => this.resolve(stack, element));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const exported = this.exports.get(value['Fn::ImportValue']);
    if (exported) {
      return this.resolve(exported.stack, exported.value);
    }
    const target = this.templates.get(stack).Resources[value.Ref];
    const name = target?.Properties?.[NAME_PROPERTIES[target.Type]];
    return name ?? this.resolveMembers(stack, value);
  }

  private resolveMembers(stack: string, value: object): unknown {
    const members = Object.entries(value).map(([key, member]) => [key, this.resolve(stack, member)] as const);
    const [[key, argument] = []] = members;
    if (key === 'Fn::Join') {
      const [delimiter, parts] = argument as [string, unknown[]];
      return parts.every((part) => typeof part === 'string') ? parts.join(delimiter) : Object.fromEntries(members);
    }
    return Object.fromEntries(members);
  }
}
