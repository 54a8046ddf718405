import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { sendQueryRequest } from './aws';
import { incrementCounter } from './test-run';
import { endWithParent } from '../../engines/end-with-parent';

/** The result of a deployment with the CDK CLI. */
export interface DeploymentResult {
  readonly ok: boolean;
  /** The complete output of the CLI. */
  readonly output: string;
  /** The outputs of every deployed stack. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Synthesizes an app and deploys all of its stacks with the CDK CLI. Errors are part of the result. */
export async function tryDeploy(app: App): Promise<DeploymentResult> {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-deploy-'));
  try {
    const { directory } = app.synth();
    const outputsFile = join(folder, 'outputs.json');
    const { ok, output } = await runCdk([
      'deploy',
      '--all',
      '--app',
      directory,
      '--require-approval',
      'never',
      '--method',
      'direct',
      '--outputs-file',
      outputsFile,
    ]);
    return { ok, output, outputs: existsSync(outputsFile) ? JSON.parse(readFileSync(outputsFile, 'utf8')) : {} };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Deploys an app, throws when the deployment fails, and returns the outputs of all stacks. */
export async function deploy(app: App): Promise<Record<string, string>> {
  const { ok, output, outputs } = await tryDeploy(app);
  if (!ok) {
    throw new Error(`cdk deploy failed:\n${output}`);
  }
  return Object.assign({}, ...Object.values(outputs));
}

/**
 * Imports existing resources into the stack of an app. The physical ids are passed as a file, because the CDK CLI would
 * prompt for them.
 */
export async function importResources(
  app: App,
  physicalIds: Readonly<Record<string, string>>,
): Promise<Pick<DeploymentResult, 'ok' | 'output'>> {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-import-'));
  try {
    const {
      directory,
      stacks: [{ template }],
    } = app.synth();
    const summary = await sendQueryRequest('cloudformation', '2010-05-15', {
      Action: 'GetTemplateSummary',
      TemplateBody: JSON.stringify(template),
    });
    const identifiers = new Map(
      [...summary.matchAll(/<ResourceType>([^<]*)<.*?<ResourceIdentifiers><member>([^<]*)</gs)].map(
        ([, type, name]) => [type, name],
      ),
    );
    const mapping = Object.entries(physicalIds).map(([logicalId, id]) => [
      logicalId,
      { [identifiers.get(template.Resources[logicalId].Type)!]: id },
    ]);
    const mappingFile = join(folder, 'mapping.json');
    writeFileSync(mappingFile, JSON.stringify(Object.fromEntries(mapping)));
    return await runCdk(['import', '--app', directory, '--resource-mapping', mappingFile]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Destroys all stacks of an app. */
export async function destroy(app: App) {
  const { ok, output } = await runCdk(['destroy', '--all', '--force', '--app', app.synth().directory]);
  if (!ok) {
    throw new Error(`cdk destroy failed:\n${output}`);
  }
}

/** Bootstraps a Region of the account. */
export async function bootstrap(region: string) {
  const { ok, output } = await runCdk(['bootstrap', `aws://unknown-account/${region}`]);
  if (!ok) {
    throw new Error(`cdk bootstrap failed:\n${output}`);
  }
}

/** Runs the CDK CLI in a child process that ends with this one. */
function runCdk(args: string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const folder = mkdtempSync(join(tmpdir(), 'e2e-cdk-'));
    const [program, ...rest] = endWithParent([
      process.execPath,
      require.resolve('aws-cdk/bin/cdk'),
      ...args,
      '--no-notices',
      '--no-version-reporting',
      '--no-color',
    ]);
    // An empty working directory, so that the CLI does not read the settings of this project.
    const cdkProcess = spawn(program, rest, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CI: 'true', NODE_NO_WARNINGS: '1' },
    });
    incrementCounter(`cdk ${args[0]}`);
    let output = '';
    for (const stream of [cdkProcess.stdout, cdkProcess.stderr]) {
      stream.on('data', (data) => {
        output += data;
      });
    }
    cdkProcess.once('close', (code) => {
      rmSync(folder, { recursive: true, force: true });
      resolve({ ok: code === 0, output });
    });
  });
}
