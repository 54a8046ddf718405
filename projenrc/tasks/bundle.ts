import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';
import type { BuildOptions } from 'esbuild';
import { buildSync } from 'esbuild';
import { bundleCommand } from './bundle-command';

const ROOT = path.join(__dirname, '..', '..');
const LIB = path.join(ROOT, 'lib');
const requireModule = createRequire(path.join(LIB, 'index.js'));

/**
 * Bundles the compiled JavaScript of the library and of its command into one file each, and deletes the other files.
 * Node.js loads the bundle in half of the time.
 */
function bundleLibrary() {
  const { main, bin } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const index = path.join(ROOT, main);
  const commands = Object.values<string>(bin).map((file) => path.join(ROOT, file));

  bundle(index, renderIndex(listModules(index)));
  commands.forEach(bundleCommand);
  attachToRelease(path.join(ROOT, bin['cdk-elasticache-check']));
  deleteScripts(new Set([index, ...commands]));
}

/** Copies the command to the folder of release assets, because it also runs without the package. */
function attachToRelease(command: string) {
  const dist = path.join(ROOT, 'dist');
  fs.mkdirSync(dist, { recursive: true });
  fs.copyFileSync(command, path.join(dist, 'cdk-elasticache-check.js'));
}

function bundle(outfile: string, options: BuildOptions) {
  buildSync({
    ...options,
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    // Stack traces contain the names of classes.
    keepNames: true,
    allowOverwrite: true,
  });
}

/** Lists the names that the modules of the entry point export, by module. */
function listModules(index: string): Map<string, string[]> {
  const paths = fs.readFileSync(index, 'utf8').matchAll(/^__exportStar\(require\("(.+)"\), exports\);$/gm);
  return new Map([...paths].map(([, name]) => [name, Object.keys(requireModule(name))]));
}

/** Renders an entry point that loads a module when one of its exports is used, as the modules of aws-cdk-lib do. */
function renderIndex(modules: Map<string, string[]>): BuildOptions {
  const statements = [...modules].map(
    ([name, exports]) => `defineExports(${JSON.stringify(exports)}, () => require("${name}"));`,
  );
  const contents = `Object.defineProperty(exports, '__esModule', { value: true });

function defineExports(names, load) {
  for (const name of names) {
    Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => load()[name] });
  }
}
${statements.join('\n')}`;
  // Node.js finds the names for import statements of ECMAScript modules in this statement.
  const footer = `0 && (module.exports = { ${[...modules.values()].flat().join(', ')} });`;
  return { stdin: { contents, resolveDir: LIB, sourcefile: 'index.js' }, footer: { js: footer } };
}

/** Deletes the JavaScript files other than the bundles. */
function deleteScripts(bundles: ReadonlySet<string>) {
  fs.readdirSync(LIB, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(LIB, name))
    .filter((file) => file.endsWith('.js') && !bundles.has(file))
    .forEach((file) => fs.rmSync(file));
}

bundleLibrary();
