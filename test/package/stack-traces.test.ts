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

const LIBRARY_FILE = join(PACKAGE_FOLDER, 'lib', 'index.js');

const USER_FRAME = `createCache (${join(PACKAGE_PROJECT, 'invalid.js')}:6:3)`;

test('a validation error begins at the line of the user', () => {
  const stderr = runInvalidProgram("{ vpc: new Vpc(stack, 'Vpc'), serverlessCacheName: 'no good name' }");

  expect(stderr).toContain(
    "\n\nElastiCacheValidationError: Cannot create ServerlessCache 'Shop/Cache':\n  - 'serverlessCacheName' must consist of ",
  );
  expect(findFrames(stderr)[0]).toBe(USER_FRAME);
});

test('an uncaught error shows the readable statement that throws it', () => {
  const [location, statement] = runInvalidProgram("{ serverlessCacheName: 'no good name' }").split('\n');

  expect(location).toMatch(/^.*:\d+$/);
  expect(location.replace(/:\d+$/, '')).toBe(LIBRARY_FILE);
  expect(statement).toMatch(/^ +throw new ElastiCacheValidationError\(/);
});

test('an unexpected error names the functions of the library, and the line of the user', () => {
  const frames = findFrames(runInvalidProgram("{ vpc: 'vpc-0123456789abcdef0' }"));
  const userFrame = frames.indexOf(USER_FRAME);

  const ownFrames = frames.slice(0, userFrame).filter((frame) => !frame.includes('prop-injectable'));

  expect(userFrame).toBeGreaterThan(1);
  expect(userFrame).toBeLessThan(8);
  expect(ownFrames.map((frame) => frame.replace(/:\d+:\d+\)$/, ')'))).toContain(
    `new ServerlessCache (${LIBRARY_FILE})`,
  );
  for (const frame of ownFrames) {
    const [name, location] = frame.split(' (');
    expect(name).toMatch(/^(new )?[\w.]+$/);
    expect(location.startsWith(`${LIBRARY_FILE}:`)).toBe(true);
  }
});

test('the bundle keeps the names of classes', () => {
  const code = `const library = Object.entries(require('cdk-elasticache'));
const classes = library.filter(([, value]) => typeof value === 'function');
console.log(classes.length, classes.filter(([name, value]) => value.name !== name).map(([name]) => name).join());
`;
  const [count, renamed] = runProgram('names.js', code).stdout.split(' ');

  expect(Number(count)).toBeGreaterThan(50);
  expect(renamed).toBeUndefined();
});
