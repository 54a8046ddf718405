import { parseGlob } from '../../../src/command/glob';

test.each([
  ['*.yaml', '.'],
  ['a/b/*.yaml', 'a/b'],
  ['a/*/c.yaml', 'a'],
  ['/*.yaml', '/'],
  ['/a/**', '/a'],
])('searches for %s in %s', (pattern, folder) => {
  expect(parseGlob(pattern)?.folder).toBe(folder);
});

test('a path without wildcards is not a pattern', () => {
  expect(parseGlob('a/[b]{c}.yaml')).toBeUndefined();
});
