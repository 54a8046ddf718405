import * as fs from 'fs';
import * as path from 'path';

const NODE_MODULES = path.join(__dirname, '..', '..', 'node_modules');

/**
 * Finds the script of a command that a package installs. Start it with `process.execPath`: Windows starts the commands
 * of node_modules/.bin in a shell only.
 */
export function findScript(command: string, packageName = command): string {
  const folder = path.join(NODE_MODULES, packageName);
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** The options with which npm starts. It is a batch file on Windows, which needs a shell. */
export const NPM_OPTIONS = { shell: process.platform === 'win32' };
