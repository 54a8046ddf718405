import type { ChildProcess } from 'node:child_process';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { DescribeSecretCommand, RotateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { App } from 'aws-cdk-lib';
import { CfnOutput } from 'aws-cdk-lib';
import type { ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import type { Stack } from 'aws-cdk-lib/core';
import { EXAMPLES_FOLDER, getExamples } from './example-groups';
import { getSecretValue } from '../driver/aws';
import { deploy, destroy } from '../driver/cdk';
import { settings } from '../driver/settings';
import { VENV } from '../emulator/ministack/venv';
import { waitUntil } from '../wait';

/** The programs that run the client of each example, and what they print. */
const CLIENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'bullmq-worker': { 'client.mjs': 'Hello from BullMQ' },
  'celery-worker': { 'client.py': 'Hello from Celery' },
  'ioredis-client': { 'client.mjs': 'Hello from ioredis' },
  'jedis-client': { 'Client.java': 'Hello from Jedis' },
  'node-redis-client': { 'client.mjs': 'Hello from node-redis' },
  'redis-py-client': { 'client.py': 'Hello from redis-py' },
  'valkey-glide-client': {
    'client.mjs': 'Hello from valkey-glide',
    'client.py': 'Hello from valkey-glide in Python',
  },
};

const PYTHON = join(VENV, 'bin/python');

/** The password of the trust store for Java. */
const PASSWORD = 'changeit';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The variables and secrets of a container, as Amazon ECS gets them. */
interface ContainerOutput {
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
}

/** Creates the app of an example, with the variables of its container as an output. */
function createExampleApp(example: string): App {
  const app: App = jest.requireActual(join(EXAMPLES_FOLDER, example, 'app.ts')).app();
  const [stack] = app.node.children as Stack[];
  const container = stack.node.findAll().find(({ node }) => node.id === 'App' && node.scope?.node.id === 'Task');
  const { environment, secrets } = (container as ContainerDefinition).renderContainerDefinition();
  new CfnOutput(stack, 'Container', { value: stack.toJsonString({ environment, secrets }) });
  return app;
}

/** Returns the environment that Amazon ECS passes to the container. It reads secrets when the container starts. */
async function readEnvironment({ environment, secrets }: ContainerOutput): Promise<Record<string, string>> {
  const plain = environment.map(({ name, value }) => [name, value]);
  const secret = secrets.map(async ({ name, valueFrom }) => {
    const [, arn, field] = /^(arn:(?:[^:]*:){5}[^:]*):([^:]+)::$/.exec(valueFrom)!;
    return [name, JSON.parse(await getSecretValue(arn))[field]];
  });
  return Object.fromEntries([...plain, ...(await Promise.all(secret))]);
}

/** Returns the environment of a process of a client, which trusts the certificates of the emulator. */
function createProcessEnvironment(environment: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, E2E_CA_FILE } = process.env;
  const trust = { NODE_EXTRA_CA_CERTS: E2E_CA_FILE, SSL_CERT_FILE: E2E_CA_FILE };
  return { PATH, HOME, PYTHONDONTWRITEBYTECODE: '1', ...trust, ...environment };
}

/** Returns the command that runs a client. */
function createCommand(example: string, file: string): [program: string, ...args: string[]] {
  switch (extname(file)) {
    case '.py':
      return [PYTHON, file];
    case '.java':
      return createJavaCommand(example, file);
    default:
      return [process.execPath, file];
  }
}

/** Installs the dependencies of a Java program, and a trust store with the certificate authority of the emulator. */
function createJavaCommand(example: string, file: string): [program: string, ...args: string[]] {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-java-'));
  folders.push(folder);
  const cwd = join(EXAMPLES_FOLDER, example);
  execFileSync('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`], { cwd });
  const store = join(folder, 'trust.p12');
  const ca = process.env.E2E_CA_FILE;
  const trustOptions = ca
    ? [`-Djavax.net.ssl.trustStore=${store}`, `-Djavax.net.ssl.trustStorePassword=${PASSWORD}`]
    : [];
  if (ca) {
    const options = ['-noprompt', '-alias', 'ca', '-file', ca, '-keystore', store, '-storepass', PASSWORD];
    execFileSync('keytool', ['-importcert', ...options], { stdio: 'ignore' });
  }
  return ['java', '-cp', join(folder, '*'), ...trustOptions, file];
}

/** Runs the client of an example, and returns what it prints. */
async function runClient(example: string, file: string, environment: Record<string, string>): Promise<string> {
  const [program, ...args] = createCommand(example, file);
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: join(EXAMPLES_FOLDER, example),
    env: createProcessEnvironment(environment),
    timeout: 60_000,
  });
  return stdout.trim();
}

/** Starts the worker of Celery. */
function startCelery(environment: Record<string, string>): ChildProcess {
  return spawn(PYTHON, ['-m', 'celery', '-A', 'tasks', 'worker', '--pool', 'solo'], {
    cwd: join(EXAMPLES_FOLDER, 'celery-worker'),
    env: createProcessEnvironment(environment),
    stdio: 'ignore',
  });
}

/** Rotates the secret of a container, and waits until the new version is the current one. */
async function rotateSecret({ secrets: [{ valueFrom }] }: ContainerOutput): Promise<void> {
  const manager = new SecretsManagerClient({ endpoint: settings.endpoint });
  const SecretId = valueFrom.split(':').slice(0, 7).join(':');
  const { VersionId } = await manager.send(new RotateSecretCommand({ SecretId }));
  await waitUntil(
    'the rotation has finished',
    async () => {
      const { VersionIdsToStages } = await manager.send(new DescribeSecretCommand({ SecretId }));
      return VersionIdsToStages?.[VersionId!]?.includes('AWSCURRENT') ?? false;
    },
    60,
  );
}

test('every client of the deployed examples runs', () => {
  const clients = getExamples(__filename).map((example) => [
    example,
    readdirSync(join(EXAMPLES_FOLDER, example)).filter((file) => /^client\./i.test(file)),
  ]);

  expect(Object.fromEntries(clients)).toEqual(
    Object.fromEntries(Object.entries(CLIENTS).map(([example, files]) => [example, Object.keys(files)])),
  );
});

describe.each(getExamples(__filename))('%s', (example) => {
  let container: ContainerOutput;
  let worker: ChildProcess | undefined;

  beforeAll(async () => {
    const { Container } = await deploy(createExampleApp(example));
    container = JSON.parse(Container);
    worker = example === 'celery-worker' ? startCelery(await readEnvironment(container)) : undefined;
  });

  afterAll(async () => {
    worker?.kill('SIGKILL');
    await destroy(createExampleApp(example));
  });

  test.each(Object.entries(CLIENTS[example]))('connects with %s', async (file, greeting) => {
    expect(await runClient(example, file, await readEnvironment(container))).toBe(greeting);
  });

  if (example === 'node-redis-client') {
    test('connects with the rotated password', async () => {
      const before = await readEnvironment(container);

      await rotateSecret(container);

      const after = await readEnvironment(container);
      expect(after.REDIS_URL).not.toBe(before.REDIS_URL);
      expect(await runClient(example, 'client.mjs', after)).toBe(CLIENTS[example]['client.mjs']);
    });
  }
});
