import { spawnSync } from 'child_process';
import * as crypto from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { CommandFolder, VALID_TEMPLATE, YAML_WITH_ERROR } from './command-folder';
import { bundleCommand } from '../../../projenrc/tasks/bundle-command';
import { RULE_CASES } from '../../public/validation/rule-cases';
import { isExclusion } from '../../public/validation/rule-cases/rule-case';

const ROOT = path.join(__dirname, '..', '..', '..');
const CHECKER = 'cdk-elasticache-check.js';
const ONE_ERROR = '1 template with 1 ElastiCache resource, 1 error, 0 warnings';

const folder = new CommandFolder();
const checker = path.join(folder.path, CHECKER);
beforeAll(() => bundleCommand(checker));

/** Runs a program in the folder, which contains no packages. */
function run(program: string, args: string[], options: { env?: NodeJS.ProcessEnv; input?: string } = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder.path, encoding: 'utf8', ...options });
  return { status, stdout, stderr };
}

describe('the one-file checker', () => {
  test('runs in a folder without packages', () => {
    const { status, stdout, stderr } = run(checker, [folder.write('bad.yaml', YAML_WITH_ERROR)]);

    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(new RegExp(`^bad\\.yaml:8:7: error: Cache: [^]*\\n${ONE_ERROR}\\n$`));
  });

  test('reads the standard input', () => {
    expect(run(checker, ['-'], { input: YAML_WITH_ERROR })).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^stdin:8:7: error: /),
    });
  });

  test('has the version of the package', () => {
    const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

    expect(run(checker, ['--version']).stdout).toBe(`${version}\n`);
  });

  test('reports the same findings as the library', () => {
    const files = Object.entries(RULE_CASES).flatMap(([ruleId, { template }]) =>
      isExclusion(template) ? [] : [folder.write(`rules/${ruleId}.json`, { Resources: template })],
    );

    const { stdout } = run(checker, ['--json', ...files]);

    expect(files.length).toBeGreaterThan(300);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(folder.run('--json', ...files).stdout));
  });

  test('contains the license of the YAML parser, and stays small', () => {
    const text = fs.readFileSync(checker, 'utf8');

    expect(text).toMatch(/This file contains the package yaml\.\n\nCopyright /);
    // Measured: 792 KB.
    expect(text.length).toBeLessThan(820_000);
  });
});

const REPOSITORY = 'https://github.com/cdk-elasticache/cdk-elasticache';

/** Copies the scripts to a folder, as GitHub does. */
function copyScripts(): string {
  const copy = fs.mkdtempSync(path.join(folder.path, 'scripts-'));
  fs.cpSync(path.join(ROOT, 'scripts'), path.join(copy, 'scripts'), { recursive: true });
  return copy;
}

/** Runs Git in a repository, and returns the output. */
function git(repository: string, ...args: string[]): string {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
  const { status, stdout, stderr } = run('git', ['-C', repository, ...author, ...args]);
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout.trim();
}

/** A repository with the releases v0.4.0 and v0.4.1, moving tags, and a later commit. */
class Origin {
  public readonly path = copyScripts();
  public readonly commits: Record<'v0.4.0' | 'v0.4.1' | 'unreleased', string>;

  constructor() {
    git(this.path, 'init', '--quiet', '--initial-branch', 'main');
    git(this.path, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    git(this.path, 'add', '.');
    const first = this.commit();
    git(this.path, 'tag', 'v0.4.0');
    const second = this.commit();
    git(this.path, 'tag', '--annotate', '--message', 'release', 'v0.4.1');
    git(this.path, 'tag', 'v0');
    git(this.path, 'tag', '--annotate', '--message', 'newest', 'v0.4');
    git(this.path, 'branch', 'stable');
    this.commits = { 'v0.4.0': first, 'v0.4.1': second, unreleased: this.commit() };
  }

  /** Makes a shallow clone without tags, as pre-commit does. */
  public clone(revision: string): string {
    const clone = fs.mkdtempSync(path.join(folder.path, 'clone-'));
    git(clone, 'init', '--quiet');
    git(clone, 'remote', 'add', 'origin', `file://${this.path}`);
    git(clone, 'fetch', '--quiet', 'origin', revision, '--depth=1');
    git(clone, 'checkout', '--quiet', 'FETCH_HEAD');
    return clone;
  }

  private commit(): string {
    git(this.path, 'commit', '--quiet', '--allow-empty', '--message', 'change');
    return git(this.path, 'rev-parse', 'HEAD');
  }
}

let origin: Origin;
beforeAll(() => (origin = new Origin()));

/**
 * Creates an environment in which `git` reads the repository from the folder, and `curl` copies the checker and its
 * checksum, and records the address.
 */
function createEnvironment(contents?: string): NodeJS.ProcessEnv {
  const bin = fs.mkdtempSync(path.join(folder.path, 'curl-'));
  const checksum = crypto.createHash('sha256').update(fs.readFileSync(checker)).digest('hex');
  fs.writeFileSync(path.join(bin, CHECKER), contents ?? fs.readFileSync(checker));
  fs.writeFileSync(path.join(bin, `${CHECKER}.sha256`), `${checksum}  ${CHECKER}\n`);
  const script = `#!/usr/bin/env bash
while [[ $# -gt 1 ]]; do [[ "$1" == --output ]] && output="$2"; shift; done
echo "$1" >> "${folder.path}/urls.txt"
cp "${bin}/$(basename "$1")" "$output"
`;
  fs.writeFileSync(path.join(bin, 'curl'), script, { mode: 0o755 });
  return {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env.PATH}`,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.file://${origin.path}.insteadOf`,
    GIT_CONFIG_VALUE_0: REPOSITORY,
  };
}

/** Returns the addresses of the downloads since the last call. */
function takeUrls(): string[] {
  const file = path.join(folder.path, 'urls.txt');
  const urls = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : [];
  fs.rmSync(file, { force: true });
  return urls;
}

const listDownloads = (release: string) =>
  [CHECKER, `${CHECKER}.sha256`].map((file) => `${REPOSITORY}/releases/download/${release}/${file}`);

const createUnreleasedError = (ref: string) =>
  `cdk-elasticache-check: '${ref}' is not a release of ${REPOSITORY}. Use the tag of a release, such as v0.1.0, or its commit.\n`;

describe('the GitHub Action', () => {
  const { inputs, runs } = parse(fs.readFileSync(path.join(ROOT, 'action.yml'), 'utf8'));
  const [step] = runs.steps;

  /** Runs the step with the inputs of a workflow. */
  function runAction(workflowInputs: Record<string, string>, actionRef: string, env = createEnvironment()) {
    const values = Object.fromEntries(
      Object.keys(inputs).map((name) => [name, workflowInputs[name] ?? inputs[name].default]),
    );
    const variables = Object.entries<string>(step.env).map(([name, expression]) => {
      const [, context, key] = /^\$\{\{ (inputs|github)\.([\w-]+) \}\}$/.exec(expression)!;
      return [name, context === 'inputs' ? values[key] : { action_ref: actionRef }[key]];
    });
    return run('bash', ['-eo', 'pipefail', '-c', step.run], {
      env: { ...env, ...Object.fromEntries(variables), GITHUB_ACTION_PATH: copyScripts() },
    });
  }

  test('has a composite step and the documented inputs', () => {
    expect(runs.using).toBe('composite');
    expect(step.shell).toBe('bash');
    expect(Object.keys(inputs)).toEqual(['paths', 'format', 'args', 'output-file']);
    expect(inputs.paths.required).toBe(true);
  });

  test('prints annotations for the paths', () => {
    folder.write('a b/bad.yaml', YAML_WITH_ERROR);
    folder.write('valid.yaml', VALID_TEMPLATE);

    expect(runAction({ paths: 'a b/*.yaml\nvalid.yaml\n' }, 'v0.4.0')).toEqual({
      status: 1,
      stdout: expect.stringMatching(
        /^::error file=a b\/bad\.yaml,line=8,col=7,[^]*\n2 templates with 2 ElastiCache resources, 1 error, 0 warnings\n$/,
      ),
      stderr: '',
    });
    expect(takeUrls()).toEqual(listDownloads('v0.4.0'));
  });

  test('passes options, and writes the output to a file in a new folder', () => {
    const inputsOfWorkflow = {
      paths: folder.write('bad.yaml', YAML_WITH_ERROR),
      format: 'sarif',
      args: '--ignore\nServerlessCache.VersionInvalid=our reason',
      'output-file': 'new folder/results.sarif',
    };

    expect(runAction(inputsOfWorkflow, 'v0.4.1')).toEqual({ status: 0, stdout: '', stderr: '' });
    const { runs: sarifRuns } = JSON.parse(fs.readFileSync(path.join(folder.path, 'new folder/results.sarif'), 'utf8'));
    expect(sarifRuns[0].results[0].message.text).toMatch(/\(acknowledged: our reason\)$/);
  });

  test.each([
    ['the commit of a lightweight tag', () => origin.commits['v0.4.0'], 'v0.4.0'],
    ['the commit of an annotated tag', () => origin.commits['v0.4.1'], 'v0.4.1'],
    ['a lightweight tag that moves', () => 'v0', 'v0.4.1'],
    ['an annotated tag that moves', () => 'v0.4', 'v0.4.1'],
    ['a branch', () => 'stable', 'v0.4.1'],
  ])('downloads the checker of the release for %s', (_, getRef, release) => {
    takeUrls();

    const { status } = runAction({ paths: folder.write('valid.yaml', VALID_TEMPLATE) }, getRef());

    expect([status, takeUrls()]).toEqual([0, listDownloads(release)]);
  });

  test.each([
    ['a commit', () => origin.commits.unreleased],
    ['a branch', () => 'main'],
    ['an unknown ref', () => '0.4.0'],
  ])('fails for %s that is not a release', (_, getRef) => {
    takeUrls();

    const result = runAction({ paths: folder.write('valid.yaml', VALID_TEMPLATE) }, getRef());

    expect(result).toEqual({ status: 2, stdout: '', stderr: createUnreleasedError(getRef()) });
    expect(takeUrls()).toEqual([]);
  });

  test('fails if the checker does not have the checksum of the release', () => {
    const env = createEnvironment('console.log("another program")');

    const { status, stdout, stderr } = runAction({ paths: 'valid.yaml' }, 'v0.4.0', env);

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      'cdk-elasticache-check: The checksum of cdk-elasticache-check.js in the release v0.4.0 is wrong. Run the check again.\n',
    );
  });

  test('fails if GitHub is not reachable', () => {
    const env = { ...createEnvironment(), GIT_CONFIG_KEY_0: 'url.file:///missing.insteadOf' };

    const { status, stderr } = runAction({ paths: 'valid.yaml' }, 'v0', env);

    expect(status).toBe(2);
    expect(stderr).toMatch(
      /cdk-elasticache-check: The releases of \S+ cannot be listed\. Check the access to github\.com\.\n$/,
    );
  });
});

describe('the pre-commit hook', () => {
  const [hook] = parse(fs.readFileSync(path.join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'));

  test('checks templates by their names', () => {
    const pattern = new RegExp(hook.files);

    expect(hook).toMatchObject({ id: 'cdk-elasticache-check', language: 'script' });
    expect(['a.template.json', 'b/c.template.yaml', 'd.template.yml'].every((name) => pattern.test(name))).toBe(true);
    expect(['a.json', 'template.yaml', 'a.template.yaml.bak'].some((name) => pattern.test(name))).toBe(false);
  });

  test.each([
    ['a lightweight tag', () => 'v0.4.0', 'v0.4.0'],
    ['an annotated tag', () => 'v0.4.1', 'v0.4.1'],
    ['a commit', () => origin.commits['v0.4.0'], 'v0.4.0'],
  ])('downloads the checker of the release once for %s', (_, getRevision, release) => {
    const clone = origin.clone(getRevision());
    const file = folder.write('bad.template.yaml', YAML_WITH_ERROR);
    takeUrls();

    const env = createEnvironment();
    const results = [1, 2].map(() => run(path.join(clone, hook.entry), [file], { env }));

    expect(results).toEqual(
      Array(2).fill({ status: 1, stdout: expect.stringMatching(/^bad\.template\.yaml:8:7: error: /), stderr: '' }),
    );
    expect(takeUrls()).toEqual(listDownloads(release));
  });

  test('ignores the repository whose hook runs', () => {
    const clone = origin.clone('v0.4.0');
    const file = folder.write('valid.template.yaml', VALID_TEMPLATE);
    takeUrls();

    const env = { ...createEnvironment(), GIT_DIR: path.join(origin.path, '.git') };

    expect(run(path.join(clone, hook.entry), [file], { env }).status).toBe(0);
    expect(takeUrls()).toEqual(listDownloads('v0.4.0'));
  });

  test('fails for a commit that is not a release', () => {
    const clone = origin.clone(origin.commits.unreleased);

    expect(run(path.join(clone, hook.entry), ['bad.template.yaml'], { env: createEnvironment() })).toEqual({
      status: 2,
      stdout: '',
      stderr: createUnreleasedError(origin.commits.unreleased),
    });
  });
});
