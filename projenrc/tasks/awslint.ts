import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { NEWEST_CDK } from '../dependencies';

/*
 * Runs awslint on the compiled API with the newest aws-cdk-lib. The oldest supported version has no L1 constructs for
 * snapshots, without which awslint fails on their L2 constructs.
 */
const root = path.join(__dirname, '..', '..');
const modules = fs.realpathSync(path.join(root, 'node_modules'));
const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'awslint-'));

try {
  for (const file of fs.readdirSync(root).filter((name) => name === 'package.json' || name.startsWith('.jsii'))) {
    fs.copyFileSync(path.join(root, file), path.join(stage, file));
  }
  const { dependencies, peerDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  fs.mkdirSync(path.join(stage, 'node_modules'));
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    fs.symlinkSync(
      path.join(modules, name === 'aws-cdk-lib' ? NEWEST_CDK : name),
      path.join(stage, 'node_modules', name),
      'junction',
    );
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(modules, 'awslint', 'bin', 'awslint.js')], {
    cwd: stage,
    encoding: 'utf8',
  });
  console.log(
    `${stdout}${stderr}`
      .split('\n')
      .filter((line) => line && !line.startsWith('skipped'))
      .join('\n'),
  );
  process.exitCode = status ?? 1;
} finally {
  fs.rmSync(stage, { recursive: true });
}
