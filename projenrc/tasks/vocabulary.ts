import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import * as ts from 'typescript';

/**
 * Lists identifiers, file names, and test titles that use a word which is not one of the field. Fails when there are
 * any.
 */
const ROOT = path.join(__dirname, '..', '..');
const FOLDERS = ['src', 'test', 'projenrc', 'examples'];

/** Words and phrases to avoid, each with the word of the field. */
const WORDS: Readonly<Record<string, string>> = {
  room: 'module',
  rooms: 'modules',
  house: 'repository',
  ground: 'base layer',
  companion: 'supporting resource',
  companions: 'supporting resources',
  told: 'reported',
  tell: 'report',
  tells: 'reports',
  fault: 'error',
  faults: 'errors',
  judge: 'validate',
  judges: 'validators',
  judged: 'validated',
  late: 'unresolved',
  demand: 'requirement',
  demands: 'requirements',
  demanded: 'required',
  about: 'metadata',
  relation: 'cross-resource rule',
  relations: 'cross-resource rules',
  shape: 'schema',
  shapes: 'schemas',
  place: 'environment',
  placed: 'assigned',
  whereabouts: 'environment',
  spelled: 'written',
  shown: 'formatted',
  grouped: 'formatted',
  listed: 'formatted',
  counted: 'pluralized',
  lookers: 'dependents',
  imprint: 'fingerprint',
  remembered: 'cached',
  memories: 'caches',
  unsettled: 'dirty',
  vocabulary: 'builders',
  partners: 'related resources',
  siblings: 'related resources',
  membership: 'user group users',
  meet: 'attach',
  meets: 'attaches',
  introduce: 'attach',
  wish: 'options',
  deal: 'assign',
  dealt: 'assigned',
  standing: 'subnet zones',
  strange: 'unknown',
  strangers: 'foreign',
  crowded: 'duplicate',
  given: 'specified',
  givens: 'fixtures',
  watched: 'alarm target',
  lasting: 'evaluation window',
  plenty: 'threshold',
  meaning: 'description',
  remedy: 'runbook',
  refusal: 'failure',
  refusals: 'failures',
  refuse: 'reject',
  refuses: 'rejects',
  refused: 'rejected',
  worst: 'priority',
  discreet: 'redacted',
  tidied: 'normalized',
  tomorrow: 'newer',
  tomorrows: 'newer',
  gone: 'discontinued',
  bites: 'known issues',
  newcomer: 'getting started',
  floor: 'baseline',
  catalogue: 'corpus',
  door: 'TLS proxy',
  gatekeeper: 'IAM authenticator',
  world: 'emulator context',
  fleet: 'node cluster',
  guests: 'clients',
  guest: 'client',
  dialect: 'protocol filter',
  nonsense: 'invalid input',
  bridge: 'adapter',
  'way out': 'fix',
  'front door': 'entry point',
  'false alarm': 'false positive',
  'false alarms': 'false positives',
  'day two': 'updates',
  'held wrong': 'disputed',
  'lead to': 'retarget',
  'is known': 'is resolved',
  'is late': 'is unresolved',
};

/** Identifiers that use a word in the sense of AWS, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  MajorPageFaults: 'a metric of CloudWatch',
  DatabaseMemoryUsageCountedForEvictPercentage: 'a metric of CloudWatch',
  DatabaseCapacityUsageCountedForEvictPercentage: 'a metric of CloudWatch',
  shape: 'a key in the API models of AWS',
  shapes: 'a key in the API models of AWS',
};

/** The names of the public API, which change only with a release. */
function publicNames(): Set<string> {
  const assembly = JSON.parse(gunzipSync(fs.readFileSync(path.join(ROOT, '.jsii.gz'))).toString());
  const names = new Set<string>();
  for (const type of Object.values<any>(assembly.types)) {
    names.add(type.name);
    for (const member of [...(type.members ?? []), ...(type.methods ?? []), ...(type.properties ?? [])]) {
      names.add(member.name);
      (member.parameters ?? []).forEach((parameter: any) => names.add(parameter.name));
    }
    (type.initializer?.parameters ?? []).forEach((parameter: any) => names.add(parameter.name));
  }
  return names;
}

/** Finds the words to avoid in a text, or in an identifier in camel case. */
function findWords(text: string): string[] {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ');
  return Object.keys(WORDS).filter((word) => ` ${words} `.includes(` ${word} `));
}

function sourceFiles(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['node_modules', 'lib', 'cdk.out', '__pycache__'].includes(entry.name) ? [] : sourceFiles(file);
    }
    return [file];
  });
}

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly kind: 'file' | 'identifier' | 'title';
  readonly text: string;
  readonly words: readonly string[];
}

/** The name that a node declares, as text. */
function declaredName(node: ts.Node): ts.Identifier | undefined {
  const name = (node as ts.NamedDeclaration).name;
  const isImport = ts.isImportSpecifier(node) || ts.isExportSpecifier(node) || ts.isPropertyAccessExpression(node);
  return name && ts.isIdentifier(name) && !isImport ? name : undefined;
}

/** The title of a call of `test`, `it`, or `describe`. */
function testTitle(node: ts.Node): ts.StringLiteralLike | ts.TemplateExpression | undefined {
  if (!ts.isCallExpression(node) || !/^(test|it|describe)\b/.test(node.expression.getText())) {
    return undefined;
  }
  const [title] = node.arguments;
  if (title === undefined) {
    return undefined;
  }
  return ts.isStringLiteralLike(title) || ts.isTemplateExpression(title) ? title : undefined;
}

function findInFile(file: string, known: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  const relative = path.relative(ROOT, file);
  const add = (kind: Finding['kind'], text: string, line: number) => {
    const words = findWords(text);
    if (words.length > 0) {
      findings.push({ file: relative, line, kind, text, words });
    }
  };
  add('file', relative.split(path.sep).slice(1).join(' '), 0);
  if (!/\.tsx?$/.test(file)) {
    return findings;
  }
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const visit = (node: ts.Node) => {
    const name = declaredName(node);
    if (name && !known.has(name.text) && !Object.hasOwn(EXCEPTIONS, name.text)) {
      add('identifier', name.text, lineOf(name));
    }
    const title = testTitle(node);
    if (title) {
      add('title', title.getText().slice(1, -1), lineOf(title));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

const prefixes = process.argv.slice(2);
const known = publicNames();
const findings = FOLDERS.flatMap((folder) => sourceFiles(path.join(ROOT, folder)))
  .filter((file) => prefixes.length === 0 || prefixes.some((prefix) => path.relative(ROOT, file).startsWith(prefix)))
  .filter((file) => path.relative(ROOT, file) !== path.join('projenrc', 'tasks', 'vocabulary.ts'))
  .flatMap((file) => findInFile(file, known));
for (const { file, line, kind, text, words } of findings) {
  const suggestions = words.map((word) => `${word} (${WORDS[word]})`).join(', ');
  console.log(`${file}:${line} ${kind} ${JSON.stringify(text)}: ${suggestions}`);
}
console.log(`${findings.length} identifiers, file names, and test titles to rename`);
process.exitCode = findings.length > 0 ? 1 : 0;
