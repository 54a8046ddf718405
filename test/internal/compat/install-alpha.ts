import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A later version of the alpha package than that in the devDependencies, pinned with the hash of its Python wheel. The
 * wheel contains the npm package. Update version and hash together.
 */
const VERSION = '2.275.0';
const REQUIREMENT = 'aws-cdk.aws-elasticache-alpha==2.275.0a0';
const WHEEL = 'aws_cdk_aws_elasticache_alpha-2.275.0a0-py3-none-any.whl';
const WHEEL_SHA256 = 'f05e36b8b1b99f42611cb4e2dcff680cd0470be13b879db800be6ea9ed527449';
const TARBALL = `aws_cdk/aws_elasticache_alpha/_jsii/aws-elasticache-alpha@${VERSION}-alpha.0.jsii.tgz`;

/** The folder of the package. It is in node_modules, so that the package finds aws-cdk-lib. */
const FOLDER = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'aws-elasticache-alpha', VERSION);

/** Returns the folder of the pinned alpha package, and fails if it is not installed. */
export function findPinnedAlpha(): string {
  if (!existsSync(FOLDER)) {
    throw new Error(`aws-elasticache-alpha ${VERSION} is not installed. Run 'npx projen alpha'.`);
  }
  return FOLDER;
}

/** Downloads the wheel, verifies its hash, and unpacks the npm package. */
function installPinnedAlpha(): void {
  if (existsSync(FOLDER)) {
    return;
  }
  mkdirSync(dirname(FOLDER), { recursive: true });
  const temporary = mkdtempSync(`${FOLDER}-`);
  try {
    writeFileSync(join(temporary, 'requirements.txt'), `${REQUIREMENT} --hash=sha256:${WHEEL_SHA256}\n`);
    const run = (program: string, ...args: string[]) =>
      execFileSync(program, args, { cwd: temporary, stdio: ['ignore', 'inherit', 'inherit'] });
    run('python3', '-m', 'pip', 'download', '--quiet', '--no-deps', '--require-hashes', '-r', 'requirements.txt');
    run('python3', '-m', 'zipfile', '-e', WHEEL, '.');
    run('tar', '-xzf', TARBALL);
    renameSync(join(temporary, 'package'), FOLDER);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

if (require.main === module) {
  installPinnedAlpha();
  console.log(`aws-elasticache-alpha ${VERSION} is in ${FOLDER}`);
}
