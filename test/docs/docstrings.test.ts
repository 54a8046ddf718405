import * as fs from 'fs';
import * as path from 'path';
import { findDocstringExamples } from './docstrings';
import { ROOT } from './pages';
import { synthesizeSnippet } from './synthesize';

const EXAMPLES = findDocstringExamples();

test('finds every example of the sources', () => {
  const files = fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const tags = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => fs.readFileSync(path.join(ROOT, 'src', file), 'utf8').match(/^ *\* @example$/gm) ?? []);

  expect(tags.length).toBeGreaterThan(30);
  expect(EXAMPLES).toHaveLength(tags.length);
});

test.each(EXAMPLES.map((example) => [`${example.page}, ${example.number}`, example] as const))(
  'example can be synthesized: %s',
  (_, example) => {
    // Validation plugins print their report.
    jest.spyOn(console, 'error').mockImplementation();

    expect(synthesizeSnippet(example).stacks.length).toBeGreaterThan(0);
  },
);
