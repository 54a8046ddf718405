import * as fs from 'fs';
import * as path from 'path';
import { findingsOf } from './judges';

const FOLDER = path.join(__dirname, '../../examples');
const EXAMPLES = fs.readdirSync(FOLDER).filter(name => fs.existsSync(path.join(FOLDER, name, 'app.ts')));

/** What the judges find of ElastiCache in the examples; the pages of the constructs say why. They have no rules for serverless caches and users. */
const FOUND: Record<string, string[]> = {
  'global-datastore': ['AwsSolutions: AwsSolutions-AEC3', 'AwsSolutions: AwsSolutions-AEC5', 'AwsSolutions: AwsSolutions-AEC6'],
  'page-cache': ['AwsSolutions: AwsSolutions-AEC5'],
  'sharded-cache': ['AwsSolutions: AwsSolutions-AEC6'],
};

/** Judges look at everything; these are the rules about ElastiCache. */
const ABOUT_ELASTICACHE = /-AEC\d|elasticache/i;

test.each(EXAMPLES)('of examples/%s, public judges find what the docs tell', (example) => {
  const findings = findingsOf(jest.requireActual(`../../examples/${example}/app`).app()).filter(finding => ABOUT_ELASTICACHE.test(finding));

  expect([...new Set(findings)]).toEqual(FOUND[example] ?? []);
});
