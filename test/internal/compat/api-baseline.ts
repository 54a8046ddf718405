import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readAssembly } from '../../public/compat/assembly';

/*
 * The baseline is the API to which later versions must be compatible: the compiled assembly without texts, which may
 * change.
 *
 *   api-baseline.ts check   fails if the compiled API breaks the baseline
 *   api-baseline.ts renew   makes the compiled API the baseline
 */

const ROOT = join(__dirname, '..', '..', '..');
const BASELINE = join(__dirname, 'api-baseline.jsii.gz');

/** The parts of an assembly that have no effect on compatibility. */
const LEFT_OUT = ['readme', 'dependencyClosure', 'fingerprint', 'jsiiVersion', 'locationInModule', 'symbolId'];

/** Makes the compiled API of a package the baseline. */
export function renewBaseline(packageFolder: string, baseline: string): void {
  writeFileSync(baseline, gzipSync(JSON.stringify(readAssembly(packageFolder), leaveOutTexts), { level: 9 }));
}

/** Finds the breaking changes of the compiled API of a package since a baseline. */
export function findBreakingChanges(packageFolder: string, baseline: string): string[] {
  // jsii-diff looks for the dependencies of the baseline in the folders above it.
  const cache = join(packageFolder, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'api-baseline-'));
  try {
    writeFileSync(join(folder, '.jsii'), gunzipSync(readFileSync(baseline)));
    copyFileSync(join(packageFolder, 'package.json'), join(folder, 'package.json'));
    return compareAssemblies(folder, packageFolder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareAssemblies(before: string, after: string): string[] {
  const program = require.resolve('jsii-diff/bin/jsii-diff.js');
  const { status, stderr } = spawnSync(process.execPath, [program, before, after, '--error-on', 'all'], {
    encoding: 'utf8',
  });
  const errors = stderr.split('\n').filter((line) => line.startsWith('err '));
  if (status !== Math.min(errors.length, 1)) {
    throw new Error(`jsii-diff failed with status ${status}:\n${stderr.slice(-2000)}`);
  }
  return errors.map((line) => line.replace(/^err +- /, ''));
}

function leaveOutTexts(key: string, value: any): unknown {
  if (LEFT_OUT.includes(key)) {
    return undefined;
  }
  return key === 'docs' ? { stability: value.stability } : value;
}

function main(command: string): void {
  if (command === 'renew') {
    renewBaseline(ROOT, BASELINE);
    return;
  }
  const changes = findBreakingChanges(ROOT, BASELINE);
  if (changes.length > 0) {
    console.error(
      [
        'The API breaks the baseline:',
        ...changes.map((change) => `  - ${change}`),
        "Keep the old API. If the break is intended, run 'npx projen api:baseline' and commit the new baseline with the change.",
      ].join('\n'),
    );
    process.exitCode = 1;
  }
}

if (require.main === module) {
  main(process.argv[2]);
}
