import * as fs from 'fs';
import * as ts from 'typescript';
import { escapeText } from './markdown';
import { getLine, SourcePage } from './source-files';

const RULE_MESSAGES = 'test/public/validation/rule-messages.json';

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

/** Renders the page of a source file. */
export function renderTexts(source: ts.SourceFile): string {
  const page = new SourcePage(source);
  const visit = (node: ts.Node) => {
    const text = readText(node);
    if (text === undefined) {
      ts.forEachChild(node, visit);
    } else if (isSentence(text)) {
      addText(page, getLine(source, node.getStart()), text);
    }
  };
  visit(source);
  return page.render();
}

/** Adds a text as a list item. Its lines belong to separate items, as in the help of a command. */
function addText(page: SourcePage, line: number, text: string) {
  const lines = text.split('\n');
  lines.forEach((part, index) => page.add(line + index, part.trim() && `- ${escapeText(part.trim())}`));
}

/** The text that an expression creates, with other expressions as code. */
function readText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) {
    return node.text;
  }
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `\`x\`${literal.text}`).join('');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [readText(node.left), readText(node.right)];
    return left === undefined && right === undefined ? undefined : `${left ?? '`x`'}${right ?? '`x`'}`;
  }
  return undefined;
}

/** Identifiers, access strings, and values have fewer words. */
function isSentence(text: string): boolean {
  return /[a-z]+ (?:\S+ )*?[a-z]+ (?:\S+ )*?[a-z]+/i.test(text);
}
