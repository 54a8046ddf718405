import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeInternalFrames } from '../../../src/private/stack-trace';

const HEADER = 'Error: message\n  - problem';

const render = (...frames: string[]) => [HEADER, ...frames.map((frame) => `    at ${frame}`)].join('\n');

const app = mkdtempSync(join(tmpdir(), 'app-'));
const library = join(app, 'node_modules', 'cdk-elasticache');

/** Writes the package.json of a package. */
function addPackage(folder: string, name: string) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name }));
}

beforeAll(() => {
  addPackage(app, 'app');
  addPackage(library, 'cdk-elasticache');
});
afterAll(() => rmSync(app, { recursive: true }));

test.each(['lib/index.js', 'src/private/stack-trace.ts'])(
  'removes the frames of the package and of prop injection before the line of the user (%s)',
  (file) => {
    const stack = render(
      `validate (${library}/${dirname(file)}/errors.js:1:1)`,
      `new ServerlessCache (${library}/${file}:1:1)`,
      `new ServerlessCache (${app}/node_modules/aws-cdk-lib/core/lib/prop-injectable.js:1:1)`,
      `createCache (${app}/lib/app.js:6:3)`,
      `main (${app}/bin/app.js:9:1)`,
    );

    expect(removeInternalFrames(stack, HEADER, 10, join(library, file))).toBe(
      render(`createCache (${app}/lib/app.js:6:3)`, `main (${app}/bin/app.js:9:1)`),
    );
  },
);

test('returns at most as many frames as the limit, from the line of the user on', () => {
  const stack = render(`validate (${library}/lib/index.js:1:1)`, 'one (/app/a.js:1:1)', 'two (/app/a.js:2:1)');

  expect(removeInternalFrames(stack, HEADER, 1, join(library, 'lib', 'index.js'))).toBe(render('one (/app/a.js:1:1)'));
});

test.each(['lib/index.js', 'index.js', 'dist/server/index.js'])(
  'keeps all frames of a bundle, in which the code of the user is in the same file (%s)',
  (file) => {
    const stack = render(
      `throwValidationErrors (${app}/${file}:580982:13)`,
      `new ServerlessCache (${app}/${file}:601528:70)`,
      `createCache (${app}/${file}:602732:3)`,
    );

    expect(removeInternalFrames(stack, HEADER, 10, join(app, file))).toBe(stack);
  },
);

test('keeps all frames of a bundle without a package', () => {
  const stack = render('throwValidationErrors (/no-such-folder/index.js:5:1)', 'main (/no-such-folder/index.js:6:3)');

  expect(removeInternalFrames(stack, HEADER, 10, '/no-such-folder/index.js')).toBe(stack);
});

test('keeps all frames if the package.json of a bundle is not valid', () => {
  const folder = mkdtempSync(join(tmpdir(), 'invalid-'));
  writeFileSync(join(folder, 'package.json'), '{');
  const stack = render(`new ServerlessCache (${folder}/dist/index.js:1:1)`);

  expect(removeInternalFrames(stack, HEADER, 10, join(folder, 'dist', 'index.js'))).toBe(stack);

  rmSync(folder, { recursive: true });
});
