import * as ts from 'typescript';
import type { Assembly } from './assembly';
import { listSymbols } from './assembly';
import { resolveLinks } from './markdown';
import { getLine, SourcePage } from './source-files';

/** Tags with a text. The values of other tags are code or links. */
const TEXT_TAGS = ['param', 'returns', 'default', 'deprecated', 'throws'];

/** Comments for tools. */
const DIRECTIVE = /^(?:eslint-|@ts-|\/ <|istanbul|prettier-)/;

/** Renders a page for each source file with its comments, except the docstrings of the API. */
export function renderCommentPages(sources: readonly ts.SourceFile[], assembly: Assembly): Map<string, string> {
  const symbols = new Set(Object.values(assembly.types).flatMap((type) => listSymbols(type).map(({ name }) => name)));
  return new Map(sources.map((source) => [source.fileName, renderComments(source, symbols)]));
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
    lines.forEach((part, index) => {
      if (part && !DIRECTIVE.test(part)) {
        page.add(line + index, isTrailing ? `- ${part}` : part);
      }
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

/** Reads the lines of a block comment without its frame, code, and the values of tags. */
function readBlock(comment: string): string[] {
  let isCode = false;
  const text = resolveLinks(comment.replace(/^\/\*+|\*+\/$/g, '  '));
  return text.split('\n').map((line) => {
    const content = line
      .trim()
      .replace(/^\*\s?/, '')
      .trim();
    const [, tag, value] = /^@(\w+)\s*(.*)$/.exec(content) ?? [];
    if (tag === undefined) {
      return isCode ? '' : content;
    }
    isCode = !TEXT_TAGS.includes(tag);
    return isCode ? '' : renderTag(tag, value);
  });
}

/** Renders a tag as a list item. */
function renderTag(tag: string, value: string): string {
  if (tag === 'param') {
    return `- ${value.replace(/^(\S+)/, '`$1`:')}`;
  }
  return tag === 'default' && !value.startsWith('-') ? '' : `- ${value.replace(/^- ?/, '')}`;
}
