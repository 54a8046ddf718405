import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { sendQueryRequest } from './aws';
import { incrementCounter } from './test-run';

/** How a run of the CDK CLI ended. */
export interface DeploymentResult {
  readonly ok: boolean;
  /** All that it printed. */
  readonly output: string;
  /** The outputs of each stack that was deployed. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Synthesises an app and deploys all of its stacks with the CDK CLI. */
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

/** Deploys, fails when that fails, and gives the outputs of all stacks in one. */
export async function deploy(app: App): Promise<Record<string, string>> {
  const { ok, output, outputs } = await tryDeploy(app);
  if (!ok) {
    throw new Error(`cdk deploy failed:\n${output}`);
  }
  return Object.assign({}, ...Object.values(outputs));
}

/**
 * Takes resources that exist into the stack of an app. They are told by their logical ids, since nobody is there whom
 * the CDK CLI could ask.
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

/** Deletes all stacks of the app. */
export async function destroy(app: App) {
  const { ok, output } = await runCdk(['destroy', '--all', '--force', '--app', app.synth().directory]);
  if (!ok) {
    throw new Error(`cdk destroy failed:\n${output}`);
  }
}

/** Prepares a region of the account for deployments. */
export async function bootstrap(region: string) {
  const { ok, output } = await runCdk(['bootstrap', `aws://unknown-account/${region}`]);
  if (!ok) {
    throw new Error(`cdk bootstrap failed:\n${output}`);
  }
}

/** The pinned CLI, as a process of its own that ends with this one. */
function runCdk(args: string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const folder = mkdtempSync(join(tmpdir(), 'e2e-cdk-'));
    const wrapper = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : [];
    const [program, ...rest] = [
      ...wrapper,
      process.execPath,
      require.resolve('aws-cdk/bin/cdk'),
      ...args,
      '--no-notices',
      '--no-version-reporting',
      '--no-color',
    ];
    // No settings of the folder that the tests run in.
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
