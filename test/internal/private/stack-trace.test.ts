import { removeInternalFrames } from '../../../src/private/stack-trace';

const HEADER = 'Error: message\n  - problem';

const render = (...frames: string[]) => [HEADER, ...frames.map((frame) => `    at ${frame}`)].join('\n');

test('removes the frames of the package and of prop injection before the line of the user', () => {
  const stack = render(
    'validate (/app/node_modules/cdk-elasticache/lib/private/errors.js:1:1)',
    'new ServerlessCache (/app/node_modules/cdk-elasticache/lib/serverless-cache/serverless-cache.js:1:1)',
    'new ServerlessCache (/app/node_modules/aws-cdk-lib/core/lib/prop-injectable.js:1:1)',
    'createCache (/app/bin/app.js:6:3)',
    'main (/app/bin/app.js:9:1)',
  );

  expect(removeInternalFrames(stack, HEADER, 10, '/app/node_modules/cdk-elasticache/lib/private/stack-trace.js')).toBe(
    render('createCache (/app/bin/app.js:6:3)', 'main (/app/bin/app.js:9:1)'),
  );
});

test('returns at most as many frames as the limit, from the line of the user on', () => {
  const stack = render('validate (/app/lib/private/errors.js:1:1)', 'one (/app/a.js:1:1)', 'two (/app/a.js:2:1)');

  expect(removeInternalFrames(stack, HEADER, 1, '/app/lib/private/stack-trace.js')).toBe(render('one (/app/a.js:1:1)'));
});

test('keeps all frames of a bundle, whose folder is also that of the user', () => {
  const stack = render(
    'throwValidationErrors (/app/dist/index.js:580982:13)',
    'new ServerlessCache (/app/dist/index.js:601528:70)',
    'createCache (/app/dist/index.js:602732:3)',
  );

  expect(removeInternalFrames(stack, HEADER, 10, '/app/dist/index.js')).toBe(stack);
});
