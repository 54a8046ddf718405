import * as crypto from 'crypto';
import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';
import type { BuildOptions } from 'esbuild';
import { buildSync } from 'esbuild';
import * as ts from 'typescript';
import { bundleCommand } from './bundle-command';

/** The command that checks templates, which also runs without the package. */
const COMMAND = 'cdk-elasticache-check';

/**
 * Bundles the compiled JavaScript of the library and its command into one file each, and deletes the other files.
 * Node.js loads the bundle in half of the time.
 */
export function bundleLibrary(root: string) {
  const { main, bin } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const index = path.join(root, main);
  const command = path.join(root, bin[COMMAND]);
  const modules = listModules(path.join(root, 'src', 'index.ts'));

  listScripts(path.dirname(index)).forEach(deferImports);
  bundleIndex(index, modules);
  bundleCommand(command, root);
  attachToRelease(root, command);
  deleteScripts(path.dirname(index), new Set([index, command]));
}

/**
 * Changes a compiled file so that it loads another module of the library when it uses an export of the module, as the
 * files of aws-cdk-lib do. Most programs use a part of the library: see docs/decisions/performance.md.
 */
function deferImports(file: string) {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = source.statements.map(findImport);
  const imports = new Map(found.filter((entry) => entry !== undefined));
  if (imports.size === 0) {
    return;
  }
  const statements = source.statements.filter((_, index) => !found[index]);

  const deferIn: ts.TransformerFactory<ts.SourceFile> = (context) => {
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isIdentifier(node) && imports.has(node.text)) {
        throw new Error(`${file} must use ${node.text} only to access exports, but got "${node.parent.getText()}".`);
      }
      const load =
        ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && imports.get(node.expression.text);
      return load
        ? // Without parentheses, "new" would create an instance of "require".
          ts.factory.createPropertyAccessExpression(ts.factory.createParenthesizedExpression(load), node.name)
        : ts.visitEachChild(node, visit, context);
    };
    return (node) => ts.visitEachChild(node, visit, context);
  };
  const { transformed } = ts.transform(ts.factory.updateSourceFile(source, statements), [deferIn]);
  fs.writeFileSync(file, ts.createPrinter().printFile(transformed[0]));
}

/** Returns the name and the call of a statement such as `const user_1 = require("./user");`. */
function findImport(statement: ts.Statement): [string, ts.Expression] | undefined {
  if (!ts.isVariableStatement(statement) || !/\brequire\("\./.test(statement.getText())) {
    return undefined;
  }
  const [{ name, initializer }] = statement.declarationList.declarations;
  if (!initializer || !/^require\("[^"]*"\)$/.test(initializer.getText())) {
    throw new Error(`A compiled file must import names only, but got "${statement.getText()}".`);
  }
  return [name.getText(), initializer];
}

/** A module that the entry point exports, with the name of its namespace if it has one. */
interface ExportedModule {
  readonly name: string;
  readonly namespace?: string;
}

/** Lists the modules that the entry point exports. Other statements are errors, because the bundle would omit them. */
function listModules(file: string): ExportedModule[] {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.map((statement) => {
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) {
      const { exportClause } = statement;
      const name = (statement.moduleSpecifier as ts.StringLiteral).text;
      if (!exportClause) {
        return { name };
      }
      if (ts.isNamespaceExport(exportClause)) {
        return { name, namespace: exportClause.name.text };
      }
    }
    throw new Error(
      `${file} must contain only "export * from" and "export * as", but got "${statement.getText(source)}".`,
    );
  });
}

/** Replaces the entry point by its bundle if both export the same names. */
function bundleIndex(index: string, modules: readonly ExportedModule[]) {
  const requireModule = createRequire(index);
  const exports = new Map(
    modules.map((module) => {
      const { name, namespace } = module;
      return [module, namespace ? [namespace] : listExports(requireModule, name)];
    }),
  );
  const expected = listExports(requireModule, index);

  const output = index.replace(/\.js$/, '.bundle.js');
  bundle(output, renderIndex(path.dirname(index), exports));
  const actual = listExports(requireModule, output);
  if (expected.length === 0 || actual.sort().join() !== expected.sort().join()) {
    throw new Error(`The bundle must export "${expected.join()}", but exports "${actual.join()}".`);
  }
  fs.renameSync(output, index);
}

/** Lists the names with a value that a compiled module exports. */
function listExports(requireModule: NodeJS.Require, name: string): string[] {
  let file: string;
  try {
    file = requireModule.resolve(name);
  } catch {
    throw new Error(`The compiled module "${name}" is missing. Compile before you bundle: npx projen compile.`);
  }
  return Object.entries(requireModule(file))
    .filter(([, value]) => value !== undefined)
    .map(([key]) => key);
}

/** Copies the command to the folder of release assets, with its checksum in the format of `sha256sum`. */
function attachToRelease(root: string, command: string) {
  const dist = path.join(root, 'dist');
  const name = `${COMMAND}.js`;
  const contents = fs.readFileSync(command);
  const checksum = crypto.createHash('sha256').update(contents).digest('hex');
  fs.mkdirSync(dist, { recursive: true });
  fs.writeFileSync(path.join(dist, name), contents, { mode: 0o755 });
  fs.writeFileSync(path.join(dist, `${name}.sha256`), `${checksum}  ${name}\n`);
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

/** Renders an entry point that loads a module when one of its exports is used, as the modules of aws-cdk-lib do. */
function renderIndex(folder: string, modules: ReadonlyMap<ExportedModule, readonly string[]>): BuildOptions {
  const statements = [...modules].map(([{ name, namespace }, exports]) => {
    const load = namespace ? `({ ${namespace}: require("${name}") })` : `require("${name}")`;
    return `defineExports(${JSON.stringify(exports)}, () => ${load});`;
  });
  const contents = `Object.defineProperty(exports, '__esModule', { value: true });

function defineExports(names, load) {
  for (const name of names) {
    Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => load()[name] });
  }
}
${statements.join('\n')}`;
  // Node.js finds the names for import statements of ECMAScript modules in this statement.
  const footer = `0 && (module.exports = { ${[...modules.values()].flat().join(', ')} });`;
  return { stdin: { contents, resolveDir: folder, sourcefile: 'index.js' }, footer: { js: footer } };
}

function listScripts(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => path.join(folder, name));
}

/** Deletes the JavaScript files other than the bundles. */
function deleteScripts(folder: string, bundles: ReadonlySet<string>) {
  listScripts(folder)
    .filter((file) => !bundles.has(file))
    .forEach((file) => fs.rmSync(file));
}

if (require.main === module) {
  bundleLibrary(path.join(__dirname, '..', '..'));
}
