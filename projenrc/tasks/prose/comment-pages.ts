import * as ts from 'typescript';
import type { Assembly } from './assembly';
import { listSymbols } from './assembly';
import { readCodeComments, removeToolInstructions } from './code-comments';
import { checkDefault, renderDefault } from './defaults';
import type { Finding } from './finding';
import { resolveLinks } from './markdown';
import { getLine, SourcePage } from './source-files';

/** A tag at the start of a line, and the text after it. */
const TAG = /^@(\w+)\s*(.*)$/;

/** Tags whose first word is a name. */
const NAME_TAGS = ['param', 'template', 'typeParam'];

/** Renders a page for each source file with its comments, except the docstrings of the API. */
export function renderCommentPages(sources: readonly ts.SourceFile[], assembly: Assembly): Map<string, string> {
  const symbols = listNames(assembly);
  return new Map(sources.map((source) => [source.fileName, renderComments(source, symbols)]));
}

/** Checks the defaults in comments. Those in the docstrings of the API are checked with the docstrings. */
export function checkCommentDefaults(sources: readonly ts.SourceFile[], assembly: Assembly): Finding[] {
  const symbols = listNames(assembly);
  return sources.flatMap((source) => checkDefaults(source, symbols));
}

function listNames(assembly: Assembly): ReadonlySet<string> {
  return new Set(Object.values(assembly.types).flatMap((type) => listSymbols(type).map(({ name }) => name)));
}

/** Checks the defaults in the comments of a source file. `symbols` are the names of the API. */
export function checkDefaults(source: ts.SourceFile, symbols: ReadonlySet<string>): Finding[] {
  const docstrings = findDocstrings(source, symbols);
  return findComments(source)
    .filter(({ pos }) => !docstrings.has(pos))
    .flatMap(({ pos, end }) =>
      [...source.text.slice(pos, end).matchAll(/@default\s+(.*?)\s*(?:\*\/)?$/gm)].flatMap(({ index, 1: text }) =>
        checkDefault(text).map((error) => ({
          group: 'comments',
          source: source.fileName,
          location: `${source.fileName}:${getLine(source, pos + index) + 1}`,
          severity: 'error',
          ...error,
        })),
      ),
    );
}

/** Renders the page of a source file. `symbols` are the names of the API. */
export function renderComments(source: ts.SourceFile, symbols: ReadonlySet<string>): string {
  const page = new SourcePage(source);
  const docstrings = findDocstrings(source, symbols);
  for (const { pos, end, kind } of findComments(source)) {
    if (docstrings.has(pos)) {
      continue;
    }
    const line = getLine(source, pos);
    const text = source.text.slice(pos, end);
    const lines = kind === ts.SyntaxKind.MultiLineCommentTrivia ? readBlock(text) : [text.replace(/^\/\/+/, '').trim()];
    const isTrailing = source.text.slice(source.getLineStarts()[line], pos).trim() !== '';
    lines.map(removeToolInstructions).forEach((part, index) => {
      page.add(line + index, part && isTrailing ? `- ${part}` : part);
    });
  }
  return page.render();
}

/** Finds all comments: those before each token, and those after the token before it in the same line. */
function findComments(source: ts.SourceFile): ts.CommentRange[] {
  const comments = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node) => {
    if (ts.isJSDoc(node)) {
      return;
    }
    const children = node.getChildren(source);
    children.forEach(visit);
    if (children.length === 0) {
      const ranges = [
        ...(ts.getTrailingCommentRanges(source.text, node.pos) ?? []),
        ...(ts.getLeadingCommentRanges(source.text, node.pos) ?? []),
      ];
      ranges.filter(({ pos }) => pos < node.getStart()).forEach((range) => comments.set(range.pos, range));
    }
  };
  visit(source);
  return [...comments.values()];
}

/** Finds the positions of the docstrings of the API. */
function findDocstrings(source: ts.SourceFile, symbols: ReadonlySet<string>): Set<number> {
  const positions = new Set<number>();
  const visit = (node: ts.Node) => {
    const name = getSymbolName(node);
    if (name !== undefined && symbols.has(name)) {
      ts.getJSDocCommentsAndTags(node)
        .filter(ts.isJSDoc)
        .forEach(({ pos }) => positions.add(pos));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return positions;
}

/** The name of a declaration, with the name of its type. */
function getSymbolName(node: ts.Node): string | undefined {
  const name = getDeclaredName(node);
  const isTopLevel = ts.isSourceFile(node.parent ?? node);
  const type = isTopLevel ? undefined : getDeclaredName(node.parent);
  return type === undefined ? name : `${type}.${name}`;
}

function getDeclaredName(node: ts.Node): string | undefined {
  if (ts.isConstructorDeclaration(node)) {
    return 'constructor';
  }
  const { name } = node as ts.NamedDeclaration;
  if (name === undefined) {
    return undefined;
  }
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
}

/** Reads the lines of a block comment without its frame. Only the comments of examples are read. */
function readBlock(comment: string): string[] {
  const lines = resolveLinks(comment.replace(/^\/\*+|\*+\/$/g, '  '))
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^\*\s?/, '')
        .trim(),
    );
  let isCode = false;
  const isExample = lines.map((line) => (isCode = TAG.test(line) ? line.startsWith('@example') : isCode));
  const code = lines.map((line, index) => (isExample[index] ? line : '')).join('\n');
  const codeComments = readCodeComments(code, 'ts');
  return lines.map((line, index) => (isExample[index] ? codeComments[index] : line.replace(TAG, renderTag)));
}

/** Renders a tag as a list item. */
function renderTag(_: string, tag: string, value: string): string {
  if (NAME_TAGS.includes(tag)) {
    return `- ${value.replace(/^(\S+)/, '`$1`:')}`;
  }
  const text = tag === 'default' ? renderDefault(value) : value.replace(/^-\s*/, '');
  return text && `- ${text}`;
}
