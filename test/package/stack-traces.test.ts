import { join } from 'node:path';
import { PACKAGE_FOLDER, PACKAGE_PROJECT } from './installed-package';
import { runProgram } from './program';

/** Runs a program that creates a cache in line 6, and returns its uncaught error. */
function runInvalidProgram(props: string): string {
  const code = `const { App, Stack } = require('aws-cdk-lib');
const { Vpc } = require('aws-cdk-lib/aws-ec2');
const { ServerlessCache } = require('cdk-elasticache');

function createCache(stack) {
  new ServerlessCache(stack, 'Cache', ${props});
}

createCache(new Stack(new App(), 'Shop'));
`;
  return runProgram('invalid.js', code).stderr;
}

const findFrames = (stderr: string) => stderr.match(/(?<=^ {4}at ).*$/gm)!;

const USER_FRAME = `createCache (${join(PACKAGE_PROJECT, 'invalid.js')}:6:3)`;

test('a validation error begins at the line of the user', () => {
  const stderr = runInvalidProgram("{ vpc: new Vpc(stack, 'Vpc'), serverlessCacheName: 'no good name' }");

  expect(stderr).toContain(
    "\n\nElastiCacheValidationError: Cannot create ServerlessCache 'Shop/Cache':\n  - 'serverlessCacheName' must be ",
  );
  expect(findFrames(stderr)[0]).toBe(USER_FRAME);
});

test('an uncaught error shows the readable statement that throws it', () => {
  const [location, statement] = runInvalidProgram("{ serverlessCacheName: 'no good name' }").split('\n');

  expect(location).toMatch(new RegExp(`^${join(PACKAGE_FOLDER, 'lib', 'private', 'errors.js')}:\\d+$`));
  expect(statement).toMatch(/^ {4}throw new ElastiCacheValidationError\(/);
});

test('an unexpected error names the functions and the files of the library, and the line of the user', () => {
  const frames = findFrames(runInvalidProgram("{ vpc: 'vpc-0123456789abcdef0' }"));
  const userFrame = frames.indexOf(USER_FRAME);

  const ownFrames = frames.slice(0, userFrame).filter((frame) => !frame.includes('prop-injectable'));

  expect(userFrame).toBeGreaterThan(1);
  expect(userFrame).toBeLessThan(8);
  expect(ownFrames).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^new ServerlessCache \(.*\/lib\/serverless-cache\/serverless-cache\.js:\d+:\d+\)$/),
    ]),
  );
  for (const frame of ownFrames) {
    expect(frame).toMatch(new RegExp(`^[\\w. ]+ \\(${PACKAGE_FOLDER}/lib/[\\w-]+/[\\w-]+\\.js:\\d+:\\d+\\)$`));
  }
});
