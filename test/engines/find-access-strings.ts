import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import * as ts from 'typescript';
import * as elasticache from 'cdk-elasticache';

const ROOT = resolve(__dirname, '../..');

/** An access string in the repository. */
export interface AccessStringUse {
  readonly file: string;
  readonly text: string;
}

/**
 * Finds the access strings in README, docs, examples, source comments, and tests,
 * including the invalid ones in tests of the parser.
 */
export function findLiteralStrings(): AccessStringUse[] {
  return removeDuplicates(
    readSources().flatMap(({ file, code }) =>
      findLiterals(code)
        .concat(findInlineCode(file, code))
        .filter(isAccessString)
        .map((text) => ({ file, text })),
    ),
  );
}

/** Evaluates the calls of the builder and the presets in the same files, if they do not depend on their context. */
export function findGeneratedStrings(): AccessStringUse[] {
  return removeDuplicates(
    readSources().flatMap(({ file, code }) =>
      findCalls(code)
        .map(evaluateAccessString)
        .filter((text) => text !== undefined)
        .map((text) => ({ file, text })),
    ),
  );
}

function removeDuplicates(found: AccessStringUse[]): AccessStringUse[] {
  return [...new Map(found.map((written) => [written.text, written])).values()];
}

/** Reads TypeScript files, snippets in pages, and examples in comments. */
function readSources(): { file: string; code: string }[] {
  const pages = ['README.md', ...listFiles('docs', '.md')].map((file) => ({
    file,
    code: extractSnippets(readSource(file), /^```ts[^\n]*\n([^]*?)^```$/gm),
  }));
  const comments = listFiles('src', '.ts').map((file) => ({
    file,
    code: extractSnippets(readSource(file), /^ *\* @example\n([^]*?)^ *\*\/$/gm).replace(/^ *\* ?/gm, ''),
  }));
  return [
    ...pages,
    ...comments,
    ...[...listFiles('examples', '.ts'), ...listFiles('test', '.ts')].map((file) => ({ file, code: readSource(file) })),
  ];
}

function extractSnippets(text: string, pattern: RegExp): string {
  return [...text.matchAll(pattern)].map(([, code]) => code).join('\n;\n');
}

function readSource(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function listFiles(folder: string, ending: string): string[] {
  if (!existsSync(join(ROOT, folder))) {
    return [];
  }
  return readdirSync(join(ROOT, folder))
    .filter((name) => name !== 'node_modules')
    .map((name) => join(ROOT, folder, name))
    .flatMap((path) => {
      if (statSync(path).isDirectory()) {
        return listFiles(relative(ROOT, path), ending);
      }
      return path.endsWith(ending) ? [relative(ROOT, path)] : [];
    });
}

function parseNodes(code: string): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('code.ts', code, ts.ScriptTarget.ES2022, true));
  return nodes;
}

function findLiterals(code: string): string[] {
  return parseNodes(code)
    .filter((node) => ts.isStringLiteralLike(node))
    .map((node) => node.text);
}

/** Finds text in backticks in pages and in source comments. */
function findInlineCode(file: string, code: string): string[] {
  return file.endsWith('.md') || file.startsWith('src')
    ? [...(file.endsWith('.md') ? readSource(file) : code).matchAll(/`([^`\n]+)`/g)].map(([, text]) => text)
    : [];
}

/** Whether a text starts with `on` or `off`, or with a rule that other texts do not resemble. */
function isAccessString(text: string): boolean {
  return /^\s*(on|off|allkeys|allcommands|resetkeys|clearselectors)(\s+[~&%+\-(]|$)|^\s*([~&][^/]|%[RW]+~|[+-]@[a-z]|\+[a-z]+ |\()\S*(\s+[~&%+\-(]|$)/i.test(
    text,
  );
}

const CALL =
  /^(elasticache\.)?AccessControl\.(of|readOnly|readWrite|allExceptDangerous|fullAccess|disabled|fromAccessString)\(/;

function findCalls(code: string): string[] {
  return parseNodes(code)
    .filter((node) => ts.isCallExpression(node))
    .map((node) => node.getText())
    .filter((text) => CALL.test(text));
}

/** Returns undefined for calls that depend on their context, that fail, or whose result contains tokens. */
function evaluateAccessString(call: string): string | undefined {
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
