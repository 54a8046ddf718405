import { spawnSync } from 'child_process';
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
    // Measured: 555 KB.
    expect(text.length).toBeLessThan(700_000);
  });
});

/** Adds a program `curl` to the path that copies the checker, and records the address. */
function fakeDownload(): NodeJS.ProcessEnv {
  const bin = fs.mkdtempSync(path.join(folder.path, 'curl-'));
  const script = `#!/usr/bin/env bash
while [[ $# -gt 1 ]]; do [[ "$1" == --output ]] && cp "${checker}" "$2"; shift; done
echo "$1" >> "${folder.path}/urls.txt"
`;
  fs.writeFileSync(path.join(bin, 'curl'), script, { mode: 0o755 });
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
}

/** Copies the scripts to a folder, as GitHub and pre-commit do. */
function copyScripts(): string {
  const copy = fs.mkdtempSync(path.join(folder.path, 'scripts-'));
  fs.cpSync(path.join(ROOT, 'scripts'), path.join(copy, 'scripts'), { recursive: true });
  return copy;
}

const readUrls = () => fs.readFileSync(path.join(folder.path, 'urls.txt'), 'utf8').trim().split('\n');

describe('the GitHub Action', () => {
  const { inputs, runs } = parse(fs.readFileSync(path.join(ROOT, 'action.yml'), 'utf8'));
  const [step] = runs.steps;

  /** Runs the step with the inputs of a workflow. */
  function runAction(workflowInputs: Record<string, string>, actionRef: string) {
    const values = Object.fromEntries(
      Object.keys(inputs).map((name) => [name, workflowInputs[name] ?? inputs[name].default]),
    );
    const variables = Object.entries<string>(step.env).map(([name, expression]) => {
      const [, context, key] = /^\$\{\{ (inputs|github)\.([\w-]+) \}\}$/.exec(expression)!;
      return [name, context === 'inputs' ? values[key] : { action_ref: actionRef }[key]];
    });
    const env = { ...fakeDownload(), ...Object.fromEntries(variables), GITHUB_ACTION_PATH: copyScripts() };
    return run('bash', ['-eo', 'pipefail', '-c', step.run], { env });
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

    expect(runAction({ paths: 'a b/*.yaml\nvalid.yaml\n' }, 'v1.2.3')).toEqual({
      status: 1,
      stdout: expect.stringMatching(
        /^::error file=a b\/bad\.yaml,line=8,col=7,[^]*\n2 templates with 2 ElastiCache resources, 1 error, 0 warnings\n$/,
      ),
      stderr: '',
    });
    expect(readUrls().at(-1)).toBe(
      'https://github.com/cdk-elasticache/cdk-elasticache/releases/download/v1.2.3/cdk-elasticache-check.js',
    );
  });

  test('passes options, and writes the output to a file', () => {
    const inputsOfWorkflow = {
      paths: folder.write('bad.yaml', YAML_WITH_ERROR),
      format: 'sarif',
      args: '--ignore\nServerlessCache.VersionInvalid=our reason',
      'output-file': 'results.sarif',
    };

    expect(runAction(inputsOfWorkflow, 'main')).toEqual({ status: 0, stdout: '', stderr: '' });
    const { runs: sarifRuns } = JSON.parse(fs.readFileSync(path.join(folder.path, 'results.sarif'), 'utf8'));
    expect(sarifRuns[0].results[0].message.text).toMatch(/\(acknowledged: our reason\)$/);
    expect(readUrls().at(-1)).toBe(
      'https://github.com/cdk-elasticache/cdk-elasticache/releases/latest/download/cdk-elasticache-check.js',
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

  test('downloads the checker of the release once, and runs it with the files', () => {
    const repository = copyScripts();
    const git = (...args: string[]) =>
      run('git', ['-C', repository, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args]);
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'release');
    git('tag', 'v0.4.0');
    const env = fakeDownload();
    const downloads = readUrls().length;

    const file = folder.write('bad.template.yaml', YAML_WITH_ERROR);
    const results = [1, 2].map(() => run(path.join(repository, hook.entry), [file], { env }));

    expect(results).toEqual(
      Array(2).fill({ status: 1, stdout: expect.stringMatching(/^bad\.template\.yaml:8:7: error: /), stderr: '' }),
    );
    expect(readUrls().slice(downloads)).toEqual([
      'https://github.com/cdk-elasticache/cdk-elasticache/releases/download/v0.4.0/cdk-elasticache-check.js',
    ]);
  });
});
