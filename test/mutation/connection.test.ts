import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/*
 * All tests of connections in one file. Each test file loads aws-cdk-lib and the library again, which would take longer
 * than the tests of a mutant.
 */
const FOLDER = join(__dirname, '../public/connection');

describe.each(readdirSync(FOLDER).filter((file) => file.endsWith('.test.ts')))('%s', (file) => {
  jest.requireActual(join(FOLDER, file));
});
