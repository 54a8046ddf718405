import * as fs from 'fs';
import * as path from 'path';
import { RULE_MESSAGES } from '../../public/validation/rule-cases/rule-messages';

const TESTS = path.join(__dirname, '..', '..');
const GROUPS = ['public', 'internal'];

/** Tests of the functions that write messages. */
const EXEMPT = ['internal/validation/rule-builders.test.ts'];

/** Words that errors without a rule also use, for other names. */
const COMMON_WORDS =
  /^'[^']*' (cannot be combined with '|must be a whole number from |must contain valid commands|requires Valkey)/;

/** The number of letters from which words are not common. */
const MIN_LETTERS = 15;

/** Names and values in a message, which differ between tests: quoted text, and words with digits. */
const QUOTED = `'[^'\\n]*'|"[^"\\n]*"`;
const WITH_DIGITS = '[\\w.,-]*\\d[\\w.-]*';
const TYPE = 'AWS::\\w+::\\w+';
const EXPRESSION = '\\$\\{[^}]*\\}';

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Creates a pattern for the problem in a message, with any names and values. Common words need the same names. */
function createPattern(message: string): string {
  const [problem] = message.split(/, but got |\.$|\. [A-Z]/);
  const letters = problem.replace(new RegExp(QUOTED, 'g'), '').replace(/[^a-z]/gi, '');
  const isCommon = letters.length < MIN_LETTERS || COMMON_WORDS.test(problem);
  const variable = [...(isCommon ? [] : [QUOTED]), TYPE, WITH_DIGITS].join('|');
  const words = problem.split(new RegExp(variable)).map(escapePattern);
  // The search for a pattern is fast if it begins with words.
  return words.slice(words[0] === '' ? 1 : 0).join(`(?:${variable}|${EXPRESSION})`);
}

/** Reads a test without the backslashes of strings and regular expressions. */
const readTest = (file: string) => fs.readFileSync(path.join(TESTS, file), 'utf8').replace(/\\(?=[^\w\s])/g, '');

test('only the table contains messages of rules', () => {
  const messages = Object.values(RULE_MESSAGES).flatMap(({ template = [], construct = [] }) => [template, construct]);
  const patterns = [...new Set(messages.flat().map(createPattern))].map((pattern) => new RegExp(pattern));
  const files = GROUPS.flatMap((group) =>
    (fs.readdirSync(path.join(TESTS, group), { recursive: true }) as string[])
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.posix.join(group, ...file.split(path.sep))),
  ).filter((file) => !EXEMPT.includes(file));

  const copies = files.flatMap((file) => {
    const text = readTest(file);
    return patterns.flatMap((pattern) => pattern.exec(text) ?? []).map((message) => [file, message]);
  });

  expect(patterns.length).toBeGreaterThan(100);
  expect(files.length).toBeGreaterThan(100);
  expect(copies).toEqual([]);
});
