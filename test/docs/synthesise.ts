import { App, CfnResource, CfnWaitConditionHandle, Stack } from 'aws-cdk-lib/core';
import * as ts from 'typescript';
import { Givens, HOME, ZONES } from './givens';
import { programOf } from './pages';
import type { Snippet } from './pages';

/** A stack that a snippet becomes. */
export interface SynthesisedStack {
  readonly region: string;
  readonly resources: Readonly<Record<string, Resource>>;
}

/** A resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: any;
  readonly DependsOn?: string[];
  readonly Metadata?: Readonly<Record<string, any>>;
}

/**
 * What a snippet becomes: its stacks, its own first, and the paths of the resources that it was given, each with the
 * name of what it belongs to.
 */
export interface Synthesised {
  readonly stacks: readonly SynthesisedStack[];
  readonly givens: ReadonlyMap<string, string>;
}

const DECLARED = /^declare const (\w+): ([\w.]+);/gm;

/** Runs a snippet in a stack of its own and synthesises it. What it declares is made for it. */
export function synthesise(snippet: Snippet): Synthesised {
  const app = new App({ analyticsReporting: false, context: { ...ZONES, 'aws:cdk:enable-path-metadata': true } });
  const stack = new Stack(app, 'Stack', { env: HOME });
  const declared = new Map([...snippet.code.matchAll(DECLARED)].map(([, name, type]) => [name, type]));
  const givens = new Givens(stack, declared);
  const vpc = !snippet.standsAlone && /\bvpc\b(?!:)/.test(snippet.code) ? "const vpc = givens.of('vpc');\n" : '';
  const program = programOf({
    ...snippet,
    code: vpc + snippet.code.replace(DECLARED, (_, name) => `const ${name} = givens.of('${name}');`),
  })
    .replace('class Fixture extends Stack', 'export class Fixture extends Held')
    .replace('super(scope, id);', 'super(scope);');
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const found: any = {};
  new Function('exports', 'require', 'givens', 'Held', outputText)(found, asked, givens, Held);
  if (found.Fixture) {
    new found.Fixture(stack);
  }
  if (!app.node.findAll().some(CfnResource.isCfnResource)) {
    new CfnWaitConditionHandle(stack, 'Nothing');
  } // a template has a resource
  const artifacts = app.synth().stacks;
  const own = artifacts.filter(({ stackName }) => stackName === stack.stackName);
  return {
    stacks: [...own, ...artifacts.filter((artifact) => !own.includes(artifact))].map(({ environment, template }) => ({
      region: environment.region,
      resources: template.Resources ?? {},
    })),
    givens: givens.names,
  };
}

/** A snippet says `this`, which is the stack: an object that a constructor returns takes its place. */
class Held {
  public constructor(stack: Stack) {
    return stack as any;
  }
}

/** Modules of a snippet: this library is its sources. */
function asked(name: string): any {
  return module.require(name === 'cdk-elasticache' ? '../../src' : name);
}
