import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import * as ts from 'typescript';
import * as elasticache from '../../src';

const ROOT = resolve(__dirname, '../..');

/** A text that stands somewhere in this repository, and where. */
export interface Written {
  readonly file: string;
  readonly text: string;
}

/**
 * The access strings in README, docs, examples, the comments of the sources, and tests; also what is given to the
 * parser because it is wrong.
 */
export function writtenStrings(): Written[] {
  return unique(
    SOURCES().flatMap(({ file, code }) =>
      literalsOf(code)
        .concat(quotedIn(file, code))
        .filter(looksLikeAccess)
        .map((text) => ({ file, text })),
    ),
  );
}

/**
 * What the builder and the presets make of their calls in the same places, as far as a call can be taken out of them.
 */
export function builtStrings(): Written[] {
  return unique(
    SOURCES().flatMap(({ file, code }) =>
      callsOf(code)
        .map(evaluate)
        .filter((text) => text !== undefined)
        .map((text) => ({ file, text })),
    ),
  );
}

function unique(found: Written[]): Written[] {
  return [...new Map(found.map((written) => [written.text, written])).values()];
}

/** TypeScript as it is compiled, of the snippets of a page and of the examples in comments only. */
function SOURCES(): { file: string; code: string }[] {
  const pages = ['README.md', ...filesIn('docs', '.md')].map((file) => ({
    file,
    code: snippets(read(file), /^```ts[^\n]*\n([^]*?)^```$/gm),
  }));
  const comments = filesIn('src', '.ts').map((file) => ({
    file,
    code: snippets(read(file), /^ *\* @example\n([^]*?)^ *\*\/$/gm).replace(/^ *\* ?/gm, ''),
  }));
  return [
    ...pages,
    ...comments,
    ...[...filesIn('examples', '.ts'), ...filesIn('test', '.ts')].map((file) => ({ file, code: read(file) })),
  ];
}

function snippets(text: string, pattern: RegExp): string {
  return [...text.matchAll(pattern)].map(([, code]) => code).join('\n;\n');
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(join(ROOT, folder))) {
    return [];
  }
  return readdirSync(join(ROOT, folder))
    .filter((name) => name !== 'node_modules')
    .map((name) => join(ROOT, folder, name))
    .flatMap((path) => {
      if (statSync(path).isDirectory()) {
        return filesIn(relative(ROOT, path), ending);
      }
      return path.endsWith(ending) ? [relative(ROOT, path)] : [];
    });
}

function nodesOf(code: string): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('code.ts', code, ts.ScriptTarget.ES2022, true));
  return nodes;
}

function literalsOf(code: string): string[] {
  return nodesOf(code)
    .filter((node) => ts.isStringLiteralLike(node))
    .map((node) => node.text);
}

/** Texts in backticks: in pages, and in the comments of sources. */
function quotedIn(file: string, code: string): string[] {
  return file.endsWith('.md') || file.startsWith('src')
    ? [...(file.endsWith('.md') ? read(file) : code).matchAll(/`([^`\n]+)`/g)].map(([, text]) => text)
    : [];
}

/**
 * Whether a text is meant to be an access string: it says who can log in, or begins with a rule that nothing else looks
 * like.
 */
function looksLikeAccess(text: string): boolean {
  return /^\s*(on|off|allkeys|allcommands|resetkeys|clearselectors)(\s+[~&%+\-(]|$)|^\s*([~&][^/]|%[RW]+~|[+-]@[a-z]|\+[a-z]+ |\()\S*(\s+[~&%+\-(]|$)/i.test(
    text,
  );
}

const CALL =
  /^(elasticache\.)?AccessControl\.(of|readOnly|readWrite|allButDangerous|fullAccess|disabled|fromAccessString)\(/;

function callsOf(code: string): string[] {
  return nodesOf(code)
    .filter((node) => ts.isCallExpression(node))
    .map((node) => node.getText())
    .filter((text) => CALL.test(text));
}

/**
 * Undefined for a call that needs what stands around it, that is meant to fail, or whose string is known only when it
 * is deployed.
 */
function evaluate(call: string): string | undefined {
  const { AccessControl, KeyAccess, CommandAccess, CommandCategory } = elasticache;
  const scope = { elasticache, AccessControl, KeyAccess, CommandAccess, CommandCategory };
  try {
    const code = ts.transpile(`return (${call}).accessString;`, { target: ts.ScriptTarget.ES2022 });
    const text = new Function(...Object.keys(scope), code)(...Object.values(scope)) as string;
    return text.includes('${Token[') ? undefined : text;
  } catch {
    return undefined;
  }
}
