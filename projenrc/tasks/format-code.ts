import { execFileSync } from 'child_process';

/** Formats the code of a TypeScript file with Prettier, which Jest cannot load. */
export function formatCode(file: string, code: string): string {
  const prettier = require.resolve('prettier/bin/prettier.cjs');
  return execFileSync(process.execPath, [prettier, '--stdin-filepath', file], { input: code, encoding: 'utf8' });
}
