import * as fs from 'fs';
import * as path from 'path';
import { RULE_MESSAGES } from '../../public/validation/rule-cases/rule-messages';

const TESTS = path.join(__dirname, '..', '..');
const GROUPS = ['public', 'internal'];

/** Reads a test file without the backslashes before quotes. */
const readTest = (file: string) => fs.readFileSync(file, 'utf8').replace(/\\(['"])/g, '$1');

test('only the table contains complete messages of rules', () => {
  const messages = Object.values(RULE_MESSAGES).flatMap(({ template = '', construct = '' }) => [template, construct]);
  const files = GROUPS.flatMap((group) =>
    (fs.readdirSync(path.join(TESTS, group), { recursive: true }) as string[])
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(TESTS, group, file)),
  );
  const copies = files.flatMap((file) => {
    const text = readTest(file);
    return messages.filter((message) => message !== '' && text.includes(message)).map((message) => [file, message]);
  });

  expect(files.length).toBeGreaterThan(100);
  expect(copies).toEqual([]);
});
