import { parseTextParts, readLiteralText } from '../../../src/validation/text-parts';

test.each(['{{resolve:ssm:name}}', 'prefix-{{resolve:secretsmanager:name:SecretString:field}}'])(
  'the text of a dynamic reference is unknown: %s',
  (text) => {
    expect(parseTextParts(text)).toBeUndefined();
    expect(readLiteralText(text)).toBe('');
  },
);

test.each(['{{name}}', 'resolve:ssm:name', ''])('a text without a dynamic reference is resolved: %j', (text) => {
  expect(parseTextParts(text)).toEqual([text]);
});
