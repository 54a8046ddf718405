import * as fs from 'fs';
import * as path from 'path';
import { buildSync } from 'esbuild';

const ROOT = path.join(__dirname, '..', '..');

/** The packages that the bundle contains. */
const PACKAGES = ['yaml'];

/** The values of aws-cdk-lib that rules for templates use. */
const CDK_FOR_TEMPLATES = path.join(__dirname, 'cdk-for-templates.ts');

/**
 * Bundles the command into one file, which runs without other packages. Templates contain no tokens, so the bundle does
 * not contain aws-cdk-lib.
 */
export function bundleCommand(outfile: string, root: string = ROOT) {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { metafile } = buildSync({
    entryPoints: [path.join(root, 'src', 'command', 'bin.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    charset: 'utf8',
    alias: { 'aws-cdk-lib/core': CDK_FOR_TEMPLATES },
    define: { 'process.env.CDK_ELASTICACHE_VERSION': JSON.stringify(version) },
    metafile: true,
  });
  const folders = listPackageFolders(Object.keys(metafile.inputs));
  const others = folders.filter((folder) => !PACKAGES.includes(path.basename(folder)));
  if (others.length > 0) {
    throw new Error(`The command must not contain ${others.join(', ')}. Find the import, and remove it.`);
  }
  fs.appendFileSync(outfile, folders.map(renderLicense).join(''));
  // The compiler does not make commands executable, and the runtime of other languages executes them as they are.
  fs.chmodSync(outfile, 0o755);
}

function listPackageFolders(inputs: readonly string[]): string[] {
  return [...new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []))];
}

/** Renders the license of a bundled package as a comment. */
function renderLicense(folder: string): string {
  const license = fs.readFileSync(path.join(folder, 'LICENSE'), 'utf8').trim();
  return `/*\nThis file contains the package ${path.basename(folder)}.\n\n${license}\n*/\n`;
}
