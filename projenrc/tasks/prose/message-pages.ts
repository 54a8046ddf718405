import * as fs from 'fs';
import * as ts from 'typescript';
import { escapeText } from './markdown';
import { getLine } from './source-files';

const RULE_MESSAGES = 'test/public/validation/rule-messages.json';

/** A path, a key, or another name with separators. */
const NAME = /^[\w@.-]*(?:[.:/@|]+[\w*-]+)+$/;

/**
 * Renders the page with the complete messages of the rules, and a page for each source file with its texts:
 * descriptions of rules and alarms, errors, warnings, and the help of the command.
 */
export function renderMessagePages(sources: readonly ts.SourceFile[]): Map<string, string> {
  const pages = new Map(sources.map((source) => [source.fileName, renderTexts(source)]));
  return pages.set(RULE_MESSAGES, renderRuleMessages());
}

function renderRuleMessages(): string {
  const messages: Record<string, { template?: string; construct?: string }> = JSON.parse(
    fs.readFileSync(RULE_MESSAGES, 'utf8'),
  );
  return Object.entries(messages)
    .flatMap(([id, { template, construct }]) => [`# \`${id}\``, ...[template, construct].map((text) => text ?? '')])
    .map((text) => (text.startsWith('#') ? text : escapeText(text)))
    .filter((text) => text)
    .join('\n\n');
}

/** Renders the page of a source file: each text below a heading with its line. */
export function renderTexts(source: ts.SourceFile): string {
  return findTexts(source)
    .map(({ node, text }) => `# \`${source.fileName}:${getLine(source, node.getStart()) + 1}\`\n\n${renderText(text)}`)
    .join('\n\n');
}

/** Renders the lines of a text as separate items, as in the help of a command. */
function renderText(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim() && `- ${escapeText(line.trim())}`)
    .join('\n');
}

/** Finds the texts of a source file, also those in the expressions of other texts. */
function findTexts(source: ts.SourceFile): { readonly node: ts.Node; readonly text: string }[] {
  const texts: { node: ts.Node; text: string }[] = [];
  const visit = (node: ts.Node) => {
    if (isCode(node)) {
      return;
    }
    const expressions: ts.Node[] = [];
    const variants = readVariants(node, expressions);
    new Set(variants.filter(isMessage)).forEach((text) => texts.push({ node, text }));
    expressions.forEach((expression) => (expression === node ? ts.forEachChild(node, visit) : visit(expression)));
  };
  visit(source);
  return texts;
}

/** Names of modules and types. */
function isCode(node: ts.Node): boolean {
  return ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node);
}

/**
 * The texts that an expression can create, so that each alternative is in one of them. Other expressions are rendered
 * as code, and are added to `expressions`.
 */
function readVariants(node: ts.Node, expressions: ts.Node[]): string[] {
  const read = (child: ts.Node) => readVariants(child, expressions);
  if (ts.isStringLiteralLike(node)) {
    return [node.text];
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) {
    return read(node.expression);
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.flatMap(({ expression, literal }) => [read(expression), [literal.text]]);
    return joinVariants([[node.head.text], ...spans]);
  }
  if (ts.isConditionalExpression(node)) {
    expressions.push(node.condition);
    return [...read(node.whenTrue), ...read(node.whenFalse)];
  }
  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node;
    switch (operatorToken.kind) {
      case ts.SyntaxKind.PlusToken:
        return joinVariants([read(left), read(right)]);
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.AmpersandAmpersandToken:
        return [...read(left), ...read(right)];
    }
  }
  expressions.push(node);
  return ['`x`'];
}

/** Joins the first variants of all parts, the second ones, and so on. */
function joinVariants(parts: readonly string[][]): string[] {
  const count = Math.max(...parts.map((variants) => variants.length));
  return Array.from({ length: count }, (_, index) =>
    parts.map((variants) => variants[Math.min(index, variants.length - 1)]).join(''),
  );
}

/** Whether a text contains words outside of code. Names of commands are in capitals. */
function isMessage(text: string): boolean {
  return /[a-z]/.test(text.replace(/`[^`]*`/g, '')) && !NAME.test(text);
}
