import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CloudAssembly, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';

/** A template with the fields that the analysis reads. */
interface Template {
  readonly Resources?: Record<string, TemplateResource>;
  readonly Parameters?: Record<string, unknown>;
  readonly Outputs?: Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>;
}

interface TemplateResource {
  readonly Type: string;
  readonly DependsOn?: string | string[];
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: Record<string, unknown>;
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Finds what CloudFormation cannot deploy: resources, nested stacks, and stacks that depend on each other in a cycle,
 * and references that lead nowhere.
 *
 * A nested stack is a resource of its parent. It depends on all resources that its parameters refer to, and every
 * resource that reads one of its outputs depends on the whole nested stack. A stack depends on the stacks whose exports
 * or outputs it or one of its nested stacks reads.
 */
export function findDeploymentErrors(assembly: CloudAssembly): string[] {
  const stacks = assembly.stacksRecursively;
  const errors = stacks.flatMap((stack) =>
    listTemplates(stack).flatMap(({ name, template }) => [
      ...findCycles(createResourceGraph(template)).map((cycle) => `${name}: cycle ${cycle}`),
      ...findUndefinedNames(template).map((logicalId) => `${name}: ${logicalId} is undefined`),
    ]),
  );
  return [...errors, ...findStackErrors(stacks)];
}

/** Lists the template of a stack and those of its nested stacks. */
function listTemplates(stack: CloudFormationStackArtifact): { name: string; template: Template }[] {
  const folder = path.dirname(stack.templateFullPath);
  const read = (name: string, file: string): { name: string; template: Template }[] => {
    const template: Template = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
    const nested = Object.entries(template.Resources ?? {})
      .filter(([, { Type }]) => Type === 'AWS::CloudFormation::Stack')
      .flatMap(([logicalId, { Metadata }]) => read(`${name}/${logicalId}`, Metadata!['aws:asset:path'] as string));
    return [{ name, template }, ...nested];
  };
  return read(stack.id, path.basename(stack.templateFullPath));
}

function createResourceGraph({ Resources = {} }: Template): Graph {
  const logicalIds = new Set(Object.keys(Resources));
  return new Map(
    Object.entries(Resources).map(([logicalId, { DependsOn = [], Properties }]) => {
      const names = [...[DependsOn].flat(), ...findNames(Properties)];
      return [logicalId, new Set(names.filter((name) => logicalIds.has(name)))];
    }),
  );
}

/** Finds the resources and parameters that are used, but not defined in the template. */
function findUndefinedNames({ Resources = {}, Parameters = {}, Outputs = {} }: Template): string[] {
  const used = [...findNames(Resources), ...findNames(Outputs)];
  return [...new Set(used)].filter(
    (name) => !(name in Resources) && !(name in Parameters) && !name.startsWith('AWS::'),
  );
}

/** Finds the names in `Ref`, `Fn::GetAtt`, and `Fn::Sub`. */
function findNames(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(findNames);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, content]) => {
    switch (key) {
      case 'Ref':
        return [content as string];
      case 'Fn::GetAtt':
        return [typeof content === 'string' ? content.split('.')[0] : (content as string[])[0]];
      case 'Fn::Sub':
        return findSubstitutions(content);
      default:
        return findNames(content);
    }
  });
}

function findSubstitutions(content: unknown): string[] {
  const [text, variables = {}] = [content].flat() as [string, Record<string, unknown>?];
  const names = [...text.matchAll(/\$\{([^!}][^}.]*)/g)].map(([, name]) => name);
  return [...names.filter((name) => !(name in variables)), ...findNames(variables)];
}

/** Finds cycles of stacks, and imports that no stack exports. */
function findStackErrors(stacks: CloudFormationStackArtifact[]): string[] {
  const exporters = new Map<string, string>();
  for (const stack of stacks) {
    for (const { Export } of Object.values((stack.template as Template).Outputs ?? {})) {
      if (Export) {
        exporters.set(JSON.stringify(Export.Name), stack.id);
      }
    }
  }

  const imports = new Map(
    stacks.map((stack) => [stack.id, listTemplates(stack).flatMap(({ template }) => findImports(template))]),
  );
  const graph = new Map(
    stacks.map((stack) => {
      const dependencies = stack.dependencies.map(({ id }) => id);
      const importedFrom = imports.get(stack.id)!.map((name) => exporters.get(name));
      const readFrom = listTemplates(stack).flatMap(({ template }) => findStackOutputs(template));
      const producers = stacks.filter(({ stackName }) => readFrom.includes(stackName)).map(({ id }) => id);
      return [stack.id, new Set([...dependencies, ...importedFrom, ...producers].filter((id) => id !== undefined))];
    }),
  );
  const missing = [...imports].flatMap(([id, names]) =>
    names.filter((name) => !exporters.has(name)).map((name) => `${id}: no stack exports ${name}`),
  );
  return [...findCycles(graph).map((cycle) => `stacks: cycle ${cycle}`), ...missing];
}

function findImports(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, content]) =>
    key === 'Fn::ImportValue' ? [JSON.stringify(content)] : findImports(content),
  );
}

/** Finds the names of the stacks whose outputs `Fn::GetStackOutput` reads. */
function findStackOutputs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, content]) =>
    key === 'Fn::GetStackOutput' ? [content.StackName] : findStackOutputs(content),
  );
}

/** Finds the first cycle through each node, without repeating nodes that an earlier cycle contains. */
function findCycles(graph: Graph): string[] {
  const visited = new Set<string>();
  const cycles: string[] = [];
  const visit = (node: string, trail: string[]): void => {
    const start = trail.indexOf(node);
    if (start >= 0) {
      cycles.push([...trail.slice(start), node].join(' -> '));
    } else if (!visited.has(node)) {
      visited.add(node);
      for (const next of graph.get(node) ?? []) {
        visit(next, [...trail, node]);
      }
    }
  };
  for (const node of graph.keys()) {
    visit(node, []);
  }
  return cycles;
}
