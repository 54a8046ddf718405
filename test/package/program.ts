import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_PROJECT } from './installed-package';

export interface Result {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a JavaScript file in its own process, without the environment of Jest. */
export function runFile(folder: string, file: string, args: string[] = [], env: Record<string, string> = {}): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, CDK_VALIDATION: 'false', ...env },
  });
  return { exitCode: status, stdout: stdout.trim(), stderr: stderr.trim() };
}

/** Writes a program next to the installed package, and runs it. */
export function runProgram(name: string, code: string): Result {
  writeFileSync(join(PACKAGE_PROJECT, name), code);
  return runFile(PACKAGE_PROJECT, name);
}
