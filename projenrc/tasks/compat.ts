import { spawnSync } from 'child_process';
import * as fs from 'fs';
import { findScript, NPM_OPTIONS } from './find-script';

/*
 * Compares the compiled API with the last release on npm, and fails on breaking changes, also of experimental members.
 * List intended breaking changes in .compatignore, with the reason in the commit.
 */
const { name } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { name: string };
const { status, stdout, stderr } = spawnSync('npm', ['view', name, 'version', '--json'], {
  ...NPM_OPTIONS,
  encoding: 'utf8',
});

if (status === 0) {
  console.log(`Comparing with ${name} ${JSON.parse(stdout)}, the last release`);
  const options = ['--keys', '--error-on', 'all', '--ignore-file', '.compatignore'];
  const diff = spawnSync(process.execPath, [findScript('jsii-diff'), `npm:${name}`, ...options], { stdio: 'inherit' });
  process.exitCode = diff.status ?? 1;
} else if (`${stdout}${stderr}`.includes('E404')) {
  // The gates collect these lines.
  console.log(`SKIPPED compatibility with the last release: ${name} is not on npm yet`);
} else {
  console.error(`${stdout}${stderr}`);
  process.exitCode = 1;
}
