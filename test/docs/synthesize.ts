import { App, CfnResource, CfnWaitConditionHandle, Stack } from 'aws-cdk-lib/core';
import * as ts from 'typescript';
import { Fixtures, PRIMARY_ENV, AVAILABILITY_ZONES } from './fixtures';
import { renderProgram } from './pages';
import type { Snippet } from './pages';

export interface SynthesizedStack {
  readonly region: string;
  readonly resources: Readonly<Record<string, Resource>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: any;
  readonly DependsOn?: string[];
  readonly Metadata?: Readonly<Record<string, any>>;
}

export interface SynthesizedSnippet {
  /** The stacks, starting with the one that contains the snippet. */
  readonly stacks: readonly SynthesizedStack[];
  /** The paths of the fixtures' resources, each with the name of its fixture. */
  readonly inputs: ReadonlyMap<string, string>;
}

const DECLARATION = /^declare const (\w+): ([\w.]+);/gm;

/** Synthesizes a snippet in a new stack, with fixtures for the constructs that it declares. */
export function synthesizeSnippet(snippet: Snippet): SynthesizedSnippet {
  const context = { ...AVAILABILITY_ZONES, 'aws:cdk:enable-path-metadata': true };
  const app = new App({ analyticsReporting: false, context });
  const stack = new Stack(app, 'Stack', { env: PRIMARY_ENV });
  const declared = new Map([...snippet.code.matchAll(DECLARATION)].map(([, name, type]) => [name, type]));
  const fixtures = new Fixtures(stack, declared);

  runSnippet(snippet, stack, fixtures);
  // A template must contain a resource.
  if (!app.node.findAll().some(CfnResource.isCfnResource)) {
    new CfnWaitConditionHandle(stack, 'Nothing');
  }

  const artifacts = app.synth().stacks;
  const main = artifacts.filter(({ stackName }) => stackName === stack.stackName);
  const others = artifacts.filter((artifact) => !main.includes(artifact));
  return {
    stacks: [...main, ...others].map(({ environment, template }) => ({
      region: environment.region,
      resources: template.Resources ?? {},
    })),
    inputs: fixtures.owners,
  };
}

function runSnippet(snippet: Snippet, stack: Stack, fixtures: Fixtures) {
  const usesVpc = !snippet.isStandalone && /\bvpc\b(?!:)/.test(snippet.code);
  const vpc = usesVpc ? "const vpc = fixtures.get('vpc');\n" : '';
  const program = renderProgram({
    ...snippet,
    code: vpc + snippet.code.replace(DECLARATION, (_, name) => `const ${name} = fixtures.get('${name}');`),
  })
    .replace('class Fixture extends Stack', 'export class Fixture extends StackAsThis')
    .replace('super(scope, id);', 'super(scope);');
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });

  const moduleExports: any = {};
  const run = new Function('exports', 'require', 'fixtures', 'StackAsThis', outputText);
  run(moduleExports, (name: string) => module.require(name), fixtures, StackAsThis);
  if (moduleExports.Fixture) {
    new moduleExports.Fixture(stack);
  }
}

/** Makes `this` in a snippet the stack: an object that a constructor returns replaces the instance. */
class StackAsThis {
  public constructor(stack: Stack) {
    return stack as any;
  }
}
