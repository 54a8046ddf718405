import * as fs from 'fs';
import * as path from 'path';
import { renderFunctionCode } from '../../../projenrc/tasks/function-code';
import * as functionCode from '../../../src/user/function-code';

/** The limit of CloudFormation for inline code. */
const MAX_LENGTH = 4096;

test('the bundles are up to date: npx projen lambda updates them', () => {
  const file = path.join(__dirname, '..', '..', '..', 'src', 'user', 'function-code.ts');

  expect(fs.readFileSync(file, 'utf8')).toBe(renderFunctionCode());
});

test.each(Object.entries(functionCode))('%s can be inline code', (_, code) => {
  expect(code.length).toBeGreaterThan(0);
  expect(code.length).toBeLessThanOrEqual(MAX_LENGTH);
});
