import { listPatternTexts } from '../../../src/template/pattern-texts';

test.each<[string, string[]]>([
  ['dev', ['dev']],
  ['dev|prod', ['dev', 'prod']],
  ['^(dev|prod)$', ['dev', 'prod']],
  ['^dev$|^prod$', ['dev', 'prod']],
  ['(^dev$)', ['dev']],
  ['(?:a|b)-[12]', ['a-1', 'a-2', 'b-1', 'b-2']],
  ['eu-?west\\.1', ['eu-west.1', 'euwest.1']],
  ['(|dev)', ['', 'dev']],
])('lists the texts of %s', (pattern, texts) => {
  expect(listPatternTexts(pattern)).toEqual(texts);
});

test.each([
  '[a-z]',
  'a*',
  'a+',
  'a{2}',
  '.',
  '\\d',
  '(?=a)',
  '(?i)a',
  'a^b',
  'a$b',
  '(a',
  'a)',
  '[ab',
  'a\\',
  '[01][01][01][01][01][01][01]',
])('does not list the texts of %s', (pattern) => {
  expect(listPatternTexts(pattern)).toBeUndefined();
});

test('fails with other errors', () => {
  expect(() => listPatternTexts(undefined as unknown as string)).toThrow(TypeError);
});
