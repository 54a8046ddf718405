import { listPatternTexts } from '../../../src/template/pattern-texts';

test.each<[string, string[] | undefined]>([
  ['dev', ['dev']],
  ['dev|prod', ['dev', 'prod']],
  ['^(dev|prod)$', ['dev', 'prod']],
  ['^dev$|^prod$', ['dev', 'prod']],
  ['(^dev$)', ['dev']],
  ['(?:a|b)-[12]', ['a-1', 'a-2', 'b-1', 'b-2']],
  ['eu-?west\\.1', ['eu-west.1', 'euwest.1']],
  ['(|dev)', ['', 'dev']],
  ['[a-z]', undefined],
  ['a*', undefined],
  ['a+', undefined],
  ['a{2}', undefined],
  ['.', undefined],
  ['\\d', undefined],
  ['(?=a)', undefined],
  ['(?i)a', undefined],
  ['a^b', undefined],
  ['a$b', undefined],
  ['(a', undefined],
  ['a)', undefined],
  ['[ab', undefined],
  ['a\\', undefined],
  ['[01][01][01][01][01][01][01]', undefined],
])('lists the texts of %s if they are few', (pattern, texts) => {
  expect(listPatternTexts(pattern)).toEqual(texts);
});

test('fails with other errors', () => {
  expect(() => listPatternTexts(undefined as unknown as string)).toThrow(TypeError);
});
