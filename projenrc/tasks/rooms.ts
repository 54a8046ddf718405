import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';
import * as ts from 'typescript';

/**
 * Puts the compiled library into few files, and lets its modules run when something of them is used: an app that makes one cache pays for one cache,
 * however large the library is.
 *
 * Files are dear to find and to read, and each look into the long list of entry points of aws-cdk-lib is dear as well. So what most apps need is one file,
 * rooms that fewer apps need and large tables have files of their own, and whatever a module imports is asked for where it is used.
 */
const ROOT = path.join(__dirname, '..', '..');
const LIB = path.join(ROOT, 'lib');
const load = createRequire(__filename);

/** Rooms and modules that most apps with a cache need. */
const COMMON = ['private', 'network', 'access', 'serverless-cache', 'engine/index', 'engine/cache-engine', 'engine/user-engine'];

/** Tables of facts from this size on have files of their own. */
const LARGE_TABLE = 6000;

function compiled(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? compiled(file) : entry.name.endsWith('.js') ? [file] : [];
  });
}

/** The path of a module below lib, without the ending. */
const idOf = (file: string) => path.relative(LIB, file).replace(/\.js$/, '').split(path.sep).join('/');

const ROOMS = path.join(LIB, 'rooms');
fs.rmSync(ROOMS, { recursive: true, force: true });
const files = compiled(LIB);
const ids = new Set(files.map(idOf));

/** The module that a module means by a path of its own. */
function resolved(from: string, to: string): string {
  const id = path.posix.join(path.posix.dirname(from), to);
  const found = [id, `${id}/index`].find(candidate => ids.has(candidate));
  if (!found) { throw new Error(`${from} requires ${to}, which is not there`); }
  return found;
}

/** What a `require` becomes: modules of AWS services are asked of aws-cdk-lib, which loads them when they are used. */
function asked(from: string, to: string): ts.Expression {
  const call = (name: string, argument: string) =>
    ts.factory.createCallExpression(ts.factory.createIdentifier(name), undefined, [ts.factory.createStringLiteral(argument)]);
  if (to.startsWith('.')) { return call('$load', resolved(from, to)); }
  const [, service] = /^aws-cdk-lib\/(aws-[a-z0-9-]+)$/.exec(to) ?? [];
  if (service) { return ts.factory.createPropertyAccessExpression(call('$cdk', 'aws-cdk-lib'), service.replace(/-/g, '_')); }
  return /^(aws-cdk-lib|constructs)(\/|$)/.test(to) ? call('$cdk', to === 'aws-cdk-lib/core' ? 'aws-cdk-lib' : to) : call('require', to);
}

/** The module that an expression requires, also through a helper of the compiler: `__importStar(require("…"))`. */
function requiredBy(node?: ts.Node): string | undefined {
  if (!node || !ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) { return undefined; }
  const [argument] = node.arguments;
  if (node.expression.text === 'require' && argument && ts.isStringLiteral(argument)) { return argument.text; }
  return ['__importStar', '__exportStar'].includes(node.expression.text) ? requiredBy(argument) : undefined;
}

/** `export *` as getters. What the modules export is asked of themselves. */
function exportLazily(id: string, to: string): string {
  const names = Object.keys(load(path.join(LIB, path.posix.dirname(id), to))).filter(name => name !== '__esModule');
  return names.map(name => `Object.defineProperty($exports, "${name}", { enumerable: true, get: () => $load("${resolved(id, to)}").${name} });`).join('\n');
}

/**
 * Lets a compiled module ask for what it imports where it uses it, and export by a name that tools do not take for exports of the file. What is added
 * begins with $, as no name of ours does.
 */
function rewritten(id: string): string {
  const imported = new Map<string, string>();
  const visit = (context: ts.TransformationContext) => {
    const { factory } = context;
    const rewrite = (node: ts.Node): ts.VisitResult<ts.Node | undefined> => {
      if (ts.isVariableStatement(node)) {
        const [{ name, initializer }] = node.declarationList.declarations;
        const to = requiredBy(initializer);
        if (to && ts.isIdentifier(name)) {
          imported.set(name.text, to);
          return undefined;
        }
        if (ts.isIdentifier(name) && /^__(importStar|exportStar|createBinding|setModuleDefault)$/.test(name.text)) { return undefined; }
      }
      if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) && ts.isIdentifier(node.expression.expression)
        && node.expression.expression.text === '__exportStar') {
        const everything = factory.createStringLiteral(requiredBy(node.expression)!);
        return factory.createExpressionStatement(factory.createCallExpression(factory.createIdentifier('everything'), undefined, [everything]));
      }
      const required = requiredBy(node);
      if (required) { return asked(id, required); }
      if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && imported.has(node.expression.text)) {
        return factory.createPropertyAccessExpression(asked(id, imported.get(node.expression.text)!), node.name);
      }
      if (ts.isIdentifier(node) && node.text === 'exports' && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) {
        return factory.createIdentifier('$exports');
      }
      return ts.visitEachChild(node, rewrite, context);
    };
    return (file: ts.SourceFile) => ts.visitEachChild(file, rewrite, context);
  };
  const { outputText } = ts.transpileModule(fs.readFileSync(path.join(LIB, `${id}.js`), 'utf8'), {
    compilerOptions: { removeComments: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
    transformers: { before: [visit] },
  });
  return outputText.replace(/^(#!.*\n)?"use strict";\n/, '').replace(/^everything\("(.+)"\);$/gm, (_call, to) => exportLazily(id, to));
}

const modules = [...ids].map(id => ({ id, code: rewritten(id) }));
const chunkOf = ({ id, code }: { id: string; code: string }) => {
  const [room, name] = id.split('/');
  if (name === undefined || COMMON.includes(room) || COMMON.includes(id)) { return 'index'; }
  return room === 'facts' ? (code.length > LARGE_TABLE ? `facts-${name}` : 'index') : room;
};
const chunks = new Map<string, typeof modules>();
for (const module of modules) { chunks.set(chunkOf(module), [...(chunks.get(chunkOf(module)) ?? []), module]); }
const elsewhere = Object.fromEntries(modules.filter(module => chunkOf(module) !== 'index').map(module => [module.id, chunkOf(module)]));
const names = Object.keys(load(path.join(LIB, 'index.js'))).filter(name => name !== '__esModule');
const { bin = {} } = load(path.join(ROOT, 'package.json')) as { bin?: Record<string, string> };

for (const file of files) { fs.rmSync(file); }
fs.mkdirSync(ROOMS);
for (const [chunk, members] of chunks) {
  const table = `($load, $cdk) => ({\n${members.map(({ id, code }) => `"${id}": ($exports) => {\n${code}}`).join(',\n')}\n})`;
  fs.writeFileSync(chunk === 'index' ? path.join(LIB, 'index.js') : path.join(ROOMS, `${chunk}.js`), chunk !== 'index' ? `"use strict";\nmodule.exports = ${table};\n` : `"use strict";
const found = {}, loaded = {}, tables = {};
const elsewhere = ${JSON.stringify(elsewhere)};
const $cdk = name => found[name] ??= require(name);
const $load = id => {
  const known = loaded[id];
  if (known) { return known.exports; }
  const module = loaded[id] = { exports: {} };
  const room = elsewhere[id];
  (room ? tables[room] ??= require("./rooms/" + room + ".js")($load, $cdk) : common)[id](module.exports);
  return module.exports;
};
const common = (${table})($load, $cdk);
module.exports = $load("index");
Object.defineProperty(module.exports, Symbol.for("cdk-elasticache.load"), { value: $load });
// The names, for ECMAScript modules, which look for this form:
0 && (module.exports = { ${names.join(', ')} });
`);
}
for (const file of Object.values(bin)) {
  const up = path.posix.join(...idOf(path.join(ROOT, file)).split('/').slice(1).map(() => '..'), 'index.js');
  fs.writeFileSync(path.join(ROOT, file), `#!/usr/bin/env node\nrequire("./${up}")[Symbol.for("cdk-elasticache.load")]("${idOf(path.join(ROOT, file))}");\n`);
}
console.log([...chunks].map(([chunk, members]) => `${chunk} ${members.length}`).join(', '));
