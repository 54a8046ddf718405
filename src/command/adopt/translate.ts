import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CommandError } from '../command-error';
import type { CommandEnvironment } from '../terminal';

/** The languages of the code. */
export const LANGUAGES: readonly string[] = ['typescript', 'python', 'java', 'csharp', 'go'];

const SCRIPT = path.join('node_modules', 'jsii-rosetta', 'bin', 'jsii-rosetta');

/**
 * Translates TypeScript code with jsii-rosetta.
 *
 * @throws CommandError if jsii-rosetta is not installed, or fails
 * @see https://aws.github.io/jsii/user-guides/lib-author/toolchain/jsii-rosetta/
 */
export function translate(code: string, language: string, { workingFolder }: CommandEnvironment): string {
  const script = findScript(workingFolder);
  if (script === undefined) {
    throw new CommandError([
      `--language ${language} requires jsii-rosetta, which is not installed. Run 'npm install --no-save jsii-rosetta aws-cdk-lib cdk-elasticache' in the folder ${workingFolder}, and try again.`,
    ]);
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-elasticache-'));
  try {
    const file = path.join(folder, 'adopted.ts');
    fs.writeFileSync(file, code);
    const args = [script, 'snippet', '--language', language, file];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: workingFolder, encoding: 'utf8' });
    if (status !== 0) {
      throw new CommandError([`jsii-rosetta failed: ${stderr.trim().split('\n').at(-1)}`]);
    }
    return stdout;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Finds jsii-rosetta in the folders in which Node.js looks for packages. */
function findScript(folder: string): string | undefined {
  const script = path.join(folder, SCRIPT);
  if (fs.existsSync(script)) {
    return script;
  }
  const parent = path.dirname(folder);
  return parent === folder ? undefined : findScript(parent);
}
