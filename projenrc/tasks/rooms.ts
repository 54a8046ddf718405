import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';
import { isDeepStrictEqual } from 'util';
import * as ts from 'typescript';

/**
 * Puts the compiled library into few files, and lets its modules run when something of them is used: an app that makes
 * one cache pays for one cache, however large the library is.
 *
 * Files are dear to find and to read, and each look into the long list of entry points of aws-cdk-lib is dear as well.
 * So what most apps need is one file, rooms that fewer apps need and large tables have files of their own, and whatever
 * a module imports is asked for where it is used.
 */
const ROOT = path.join(__dirname, '..', '..');
const LIB = path.join(ROOT, 'lib');
const load = createRequire(__filename);

/** Modules that most apps with a cache need, whatever room they are of. */
const COMMON = [
  'access/access-control',
  'access/created-user',
  'access/iam-user',
  'access/index',
  'access/user-authentication',
  'access/user-base',
  'access/user-group',
  'access/membership',
  'access/group-faults',
  'access/group-id',
  'engine/index',
  'engine/cache-engine',
  'engine/user-engine',
  'network/index',
  'network/placement',
  'network/endpoint',
  'private',
  'serverless-cache/index',
  'serverless-cache/serverless-cache',
  'serverless-cache/serverless-cache-base',
  'serverless-cache/placement',
  'serverless-cache/connection-type',
  'serverless-cache/default-port',
  'serverless-cache/render-backup',
  'serverless-cache/render-usage-limits',
  'facts/limits',
  'facts/ports',
  'facts/regions',
];

/** Facts that one room alone needs stand with it. */
const ACCESS_FACTS = ['facts/acl'];

/** What every construct asks of the rule book, and the rules of what most apps make. */
const CHECKS = [
  'ask-rules',
  'check-properties',
  'rule-sets',
  'properties',
  'vocabulary',
  'serverless-cache',
  'user',
  'user-group',
].map((name) => `rules/${name}`);

/** The rules of what runs on nodes; the other rules are those that read whole templates. */
const NODES = [
  'alarm',
  'cache-cluster',
  'global-replication-group',
  'members',
  'nodes',
  'parameter-group',
  'parameter-values',
  'replication-group',
  'scaling',
  'subnet-group',
].map((name) => `rules/${name}`);

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
  const found = [id, `${id}/index`].find((candidate) => ids.has(candidate));
  if (!found) {
    throw new Error(`${from} requires ${to}, which is not there`);
  }
  return found;
}

/**
 * What a `require` becomes: modules of AWS services are asked of aws-cdk-lib, which loads them when they are used, ours
 * by what is wanted of them.
 */
function asked(from: string, to: string, name?: string): ts.Expression {
  const call = (fn: string, argument: string) =>
    ts.factory.createCallExpression(ts.factory.createIdentifier(fn), undefined, [
      ts.factory.createStringLiteral(argument),
    ]);
  if (to.startsWith('.')) {
    return call('$load', name === undefined ? resolved(from, to) : definer(resolved(from, to), name));
  }
  const [, service] = /^aws-cdk-lib\/(aws-[a-z0-9-]+)$/.exec(to) ?? [];
  if (service) {
    return ts.factory.createPropertyAccessExpression(call('$cdk', 'aws-cdk-lib'), service.replace(/-/g, '_'));
  }
  return /^(aws-cdk-lib|constructs)(\/|$)/.test(to)
    ? call('$cdk', to === 'aws-cdk-lib/core' ? 'aws-cdk-lib' : to)
    : call('require', to);
}

/** The module that an expression requires, also through a helper of the compiler: `__importStar(require("…"))`. */
function requiredBy(node?: ts.Node): string | undefined {
  if (!node || !ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) {
    return undefined;
  }
  const [argument] = node.arguments;
  if (node.expression.text === 'require' && argument && ts.isStringLiteral(argument)) {
    return argument.text;
  }
  return ['__importStar', '__exportStar'].includes(node.expression.text) ? requiredBy(argument) : undefined;
}

/** What a module exports; it is asked itself. */
const exportsOf = (id: string): Record<string, unknown> => load(path.join(LIB, id));
const namesOf = (id: string) => Object.keys(exportsOf(id)).filter((name) => name !== '__esModule');

/** The module that defines what a module exports, which need not be the same. */
function definer(id: string, name: string): string {
  const reexported = [
    ...fs.readFileSync(path.join(LIB, `${id}.js`), 'utf8').matchAll(/^__exportStar\(require\("(.+)"\), exports\);$/gm),
  ];
  const from = reexported.map(([, to]) => resolved(id, to)).find((to) => namesOf(to).includes(name));
  return from ? definer(from, name) : id;
}

/** `export *`, by the modules that define what is exported. */
function exportLazily(id: string, to: string): string {
  const byModule = new Map<string, string[]>();
  for (const name of namesOf(resolved(id, to))) {
    const from = definer(resolved(id, to), name);
    byModule.set(from, [...(byModule.get(from) ?? []), name]);
  }
  return [...byModule].map(([from, names]) => `$lazy($exports, "${from}", ${JSON.stringify(names)});`).join('\n');
}

/**
 * Lets a compiled module ask for what it imports where it uses it, and export by a name that tools do not take for
 * exports of the file. What is added begins with $, as no name of ours does.
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
        if (ts.isIdentifier(name) && /^__(importStar|exportStar|createBinding|setModuleDefault)$/.test(name.text)) {
          return undefined;
        }
      }
      if (
        ts.isExpressionStatement(node) &&
        ts.isCallExpression(node.expression) &&
        ts.isIdentifier(node.expression.expression) &&
        node.expression.expression.text === '__exportStar'
      ) {
        const everything = factory.createStringLiteral(requiredBy(node.expression)!);
        return factory.createExpressionStatement(
          factory.createCallExpression(factory.createIdentifier('everything'), undefined, [everything]),
        );
      }
      const required = requiredBy(node);
      if (required) {
        return asked(id, required);
      }
      if (
        ts.isPropertyAccessExpression(node) &&
        ts.isIdentifier(node.expression) &&
        imported.has(node.expression.text)
      ) {
        return factory.createPropertyAccessExpression(
          asked(id, imported.get(node.expression.text)!, node.name.text),
          node.name,
        );
      }
      if (
        ts.isIdentifier(node) &&
        node.text === 'exports' &&
        !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)
      ) {
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
  return outputText
    .replace(/^(#!.*\n)?"use strict";\n/, '')
    .replace(/^everything\("(.+)"\);$/gm, (_call, to) => exportLazily(id, to));
}

/** A large table of facts, which is quicker to read as JSON than as code; undefined for any other module. */
function tableOf(id: string): string | undefined {
  const json = id.startsWith('facts/') ? JSON.stringify(exportsOf(id)) : '';
  return json.length > LARGE_TABLE && isDeepStrictEqual(JSON.parse(json), { ...exportsOf(id) }) ? json : undefined;
}

/** The file, below lib/rooms, in which a module stands; undefined for lib/index.js. */
function fileOf(id: string): string | undefined {
  const among = (list: string[]) =>
    list.some((one) => id === one || id.startsWith(`${one}/`) || id.startsWith(`${one}-`));
  if (!id.includes('/') || among(COMMON)) {
    return undefined;
  }
  if (CHECKS.includes(id)) {
    return 'checks.js';
  }
  if (among(NODES)) {
    return 'rules-nodes.js';
  }
  const [room, name] = id.split('/');
  if (ACCESS_FACTS.includes(id)) {
    return 'acl.js';
  }
  return tableOf(id) ? `facts-${name}.json` : `${room}.js`;
}

const members = new Map<string | undefined, string[]>();
for (const id of ids) {
  const file = fileOf(id);
  members.set(file, [...(members.get(file) ?? []), id]);
}
const texts = [...members].map(([file, among]): [string | undefined, string] => [
  file,
  file?.endsWith('.json') ? tableOf(among[0])! : tableOfModules(among),
]);
const elsewhere = Object.fromEntries(
  [...members].flatMap(([file, among]) => (file ? among.map((id) => [id, file]) : [])),
);
const names = namesOf('index');
const { bin = {} } = load(path.join(ROOT, 'package.json')) as { bin?: Record<string, string> };

function tableOfModules(among: string[]): string {
  return `{\n${among.map((id) => `"${id}": (function ($exports, $load, $cdk, $lazy) {\n${rewritten(id)}})`).join(',\n')}\n}`;
}

for (const file of files) {
  fs.rmSync(file);
}
fs.mkdirSync(ROOMS);
for (const [file, text] of texts) {
  if (file) {
    fs.writeFileSync(
      path.join(ROOMS, file),
      file.endsWith('.json') ? text : `"use strict";\nmodule.exports = ${text};\n`,
    );
  }
}
fs.writeFileSync(
  path.join(LIB, 'index.js'),
  `"use strict";
const found = {}, loaded = {};
const elsewhere = ${JSON.stringify(elsewhere)};
const $cdk = name => found[name] ??= require(name);
const $load = (id) => {
  const known = loaded[id];
  if (known) { return known; }
  const file = elsewhere[id];
  if (file?.endsWith(".json")) { return loaded[id] = require("./rooms/" + file); }
  const exports = loaded[id] = {};
  (file ? require("./rooms/" + file) : common)[id](exports, $load, $cdk, $lazy);
  return exports;
};
const $lazy = (exports, id, names) => {
  for (const name of names) { Object.defineProperty(exports, name, { enumerable: true, get: () => $load(id)[name] }); }
};
const common = ${texts.find(([file]) => !file)![1]};
module.exports = $load("index");
Object.defineProperty(module.exports, Symbol.for("cdk-elasticache.load"), { value: $load });
// The names, for ECMAScript modules, which look for this form:
0 && (module.exports = { ${names.join(', ')} });
`,
);
for (const file of Object.values(bin)) {
  const up = path.posix.join(
    ...idOf(path.join(ROOT, file))
      .split('/')
      .slice(1)
      .map(() => '..'),
    'index.js',
  );
  fs.writeFileSync(
    path.join(ROOT, file),
    `#!/usr/bin/env node\nrequire("./${up}")[Symbol.for("cdk-elasticache.load")]("${idOf(path.join(ROOT, file))}");\n`,
  );
}
console.log([...members].map(([file = 'index.js', among]) => `${file} ${among.length}`).join(', '));
