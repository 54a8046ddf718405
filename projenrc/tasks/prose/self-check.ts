import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import type { ProsePage } from './prose-page';
import type { UnknownWord } from './spelling';
import type { Alert } from './vale';

/** Sentences with errors: each section is named after the rule that must find every sentence in it. */
export const SELF_CHECK_PAGE = '.vale/self-check.md';

const STYLE = 'Prose';
const STYLE_FOLDER = path.join('.vale', 'styles', STYLE);

/** A sentence of the page. */
interface Sentence {
  readonly section: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Compares the findings on the page with its sections. Every sentence must have a finding of the rule of its section,
 * every pattern of a rule must have a sentence, and sentences in the section "Correct" must not have findings.
 *
 * @returns what is wrong
 */
export function checkSelf(
  pages: readonly ProsePage[],
  alerts: readonly Alert[],
  unknownWords: readonly UnknownWord[],
): string[] {
  const page = pages.find(({ source }) => source === SELF_CHECK_PAGE)!;
  const sentences = readSentences(page.text);
  const findings = [
    ...alerts.filter(({ file }) => file === page.file).map(({ line, rule }) => ({ line, rule })),
    ...unknownWords.filter(({ file }) => file === page.source).map(({ line }) => ({ line, rule: 'Spelling' })),
  ];
  const missed = sentences.filter(({ section, line }) => {
    const rules = findings.filter((finding) => finding.line === line).map(({ rule }) => rule);
    return section === 'Correct' ? rules.length > 0 : !rules.includes(section);
  });
  return [
    ...missed.map(({ section, line, text }) => `${SELF_CHECK_PAGE}:${line}: expected ${section}: ${text}`),
    ...listPatternsWithoutSentence(sentences),
  ];
}

function readSentences(page: string): Sentence[] {
  let section = '';
  return page.split('\n').flatMap((content, index) => {
    section = /^## (.*)$/.exec(content)?.[1] ?? section;
    return content.startsWith('- ') ? [{ section, line: index + 1, text: content.slice(2) }] : [];
  });
}

function listPatternsWithoutSentence(sentences: readonly Sentence[]): string[] {
  return fs.readdirSync(STYLE_FOLDER).flatMap((file) => {
    const rule = `${STYLE}.${path.basename(file, '.yml')}`;
    const { swap = {}, tokens = [], nonword = false } = parse(fs.readFileSync(path.join(STYLE_FOLDER, file), 'utf8'));
    const texts = sentences.filter(({ section }) => section === rule).map(({ text }) => text);
    const toRegExp = (pattern: string) => new RegExp(nonword ? pattern : `\\b(?:${pattern})\\b`, 'i');
    return [...Object.keys(swap), ...tokens]
      .filter((pattern) => !texts.some((text) => toRegExp(pattern).test(text)))
      .map((pattern) => `${SELF_CHECK_PAGE}: no sentence for the pattern ${pattern} of ${rule}`);
  });
}
