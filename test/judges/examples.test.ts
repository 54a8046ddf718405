import * as fs from 'fs';
import * as path from 'path';
import { findingsOf } from './judges';

const FOLDER = path.join(__dirname, '../../examples');
const EXAMPLES = fs.readdirSync(FOLDER).filter((name) => fs.existsSync(path.join(FOLDER, name, 'app.ts')));

/**
 * What the judges find of ElastiCache in the examples; the pages of the constructs say why. They have no rules for
 * serverless caches and users.
 */
const FOUND: Record<string, string[]> = {
  'api-cache': [
    'AwsSolutions: AwsSolutions-AEC5',
    'AwsSolutions: AwsSolutions-AEC6',
    'HIPAA.Security: HIPAA.Security-ElastiCacheRedisClusterAutomaticBackup',
    'NIST.800.53.R4: NIST.800.53.R4-ElastiCacheRedisClusterAutomaticBackup',
    'NIST.800.53.R5: NIST.800.53.R5-ElastiCacheRedisClusterAutomaticBackup',
    'cdk-validator-cfnguard: elasticache_repl_grp_rbac_auth_enabled_check',
  ],
  'global-datastore': [
    'AwsSolutions: AwsSolutions-AEC3',
    'AwsSolutions: AwsSolutions-AEC5',
    'AwsSolutions: AwsSolutions-AEC6',
  ],
  'page-cache': ['AwsSolutions: AwsSolutions-AEC5'],
  'producer-consumer': ['AwsSolutions: AwsSolutions-AEC5', 'AwsSolutions: AwsSolutions-AEC6'],
  'sharded-cache': ['AwsSolutions: AwsSolutions-AEC6'],
  'single-node': ['AwsSolutions: AwsSolutions-AEC4', 'AwsSolutions: AwsSolutions-AEC6'],
  'slow-log': ['AwsSolutions: AwsSolutions-AEC4', 'AwsSolutions: AwsSolutions-AEC6'],
};

/** Judges look at everything; these are the rules about ElastiCache. */
const ABOUT_ELASTICACHE = /-AEC\d|elasticache/i;

test.each(EXAMPLES)('of examples/%s, public judges find what the docs tell', (example) => {
  const findings = findingsOf(jest.requireActual(`../../examples/${example}/app`).app()).filter((finding) =>
    ABOUT_ELASTICACHE.test(finding),
  );

  expect([...new Set(findings)]).toEqual(FOUND[example] ?? []);
});
