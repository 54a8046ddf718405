import * as fs from 'fs';
import * as path from 'path';
import { AUTOMATIC_BACKUP, findViolations } from '../../public/policy-scanners/find-violations';

const FOLDER = path.join(__dirname, '../../../examples');
const EXAMPLES = fs.readdirSync(FOLDER).filter((name) => fs.existsSync(path.join(FOLDER, name, 'app.ts')));

/**
 * The violations of ElastiCache rules in the examples, which the documentation explains. The scanners have no rules for
 * serverless caches and users.
 */
const EXPECTED_VIOLATIONS: Record<string, string[]> = {
  'api-cache': [
    'AwsSolutions: AwsSolutions-AEC5',
    'AwsSolutions: AwsSolutions-AEC6',
    ...AUTOMATIC_BACKUP,
    'cdk-validator-cfnguard: elasticache_repl_grp_rbac_auth_enabled_check',
  ],
  'bullmq-worker': ['AwsSolutions: AwsSolutions-AEC6', ...AUTOMATIC_BACKUP],
  'celery-worker': AUTOMATIC_BACKUP,
  'global-datastore': [
    'AwsSolutions: AwsSolutions-AEC3',
    'AwsSolutions: AwsSolutions-AEC5',
    'AwsSolutions: AwsSolutions-AEC6',
    ...AUTOMATIC_BACKUP,
  ],
  'ioredis-client': AUTOMATIC_BACKUP,
  'jedis-client': AUTOMATIC_BACKUP,
  'node-redis-client': ['AwsSolutions: AwsSolutions-AEC6', ...AUTOMATIC_BACKUP],
  'page-cache': ['AwsSolutions: AwsSolutions-AEC5'],
  'producer-consumer': ['AwsSolutions: AwsSolutions-AEC5', 'AwsSolutions: AwsSolutions-AEC6', ...AUTOMATIC_BACKUP],
  'sharded-cache': ['AwsSolutions: AwsSolutions-AEC6', ...AUTOMATIC_BACKUP],
  'shared-token': AUTOMATIC_BACKUP,
  'single-node': ['AwsSolutions: AwsSolutions-AEC4', 'AwsSolutions: AwsSolutions-AEC6', ...AUTOMATIC_BACKUP],
  'slow-log': ['AwsSolutions: AwsSolutions-AEC4', 'AwsSolutions: AwsSolutions-AEC6', ...AUTOMATIC_BACKUP],
};

const ELASTICACHE_RULE = /-AEC\d|elasticache/i;

test.each(EXAMPLES)('policy scanners report the documented violations in examples/%s', (example) => {
  const findings = findViolations(jest.requireActual(`../../../examples/${example}/app`).app()).filter((finding) =>
    ELASTICACHE_RULE.test(finding),
  );

  expect([...new Set(findings)]).toEqual(EXPECTED_VIOLATIONS[example] ?? []);
});
