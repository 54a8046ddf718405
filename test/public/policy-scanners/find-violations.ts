import * as fs from 'fs';
import * as path from 'path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import type { App } from 'aws-cdk-lib/core';
import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks } from 'cdk-nag';

/** The findings for snapshots that are kept for less than 15 days. */
export const AUTOMATIC_BACKUP = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5'].map(
  (pack) => `${pack}: ${pack}-ElastiCacheRedisClusterAutomaticBackup`,
);

/**
 * Finds the violations in an app, as `<scanner>: <rule>`. The scanners are the rule packs of cdk-nag with ElastiCache
 * rules, and the rules of AWS Control Tower.
 */
export function findViolations(app: App): string[] {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new HIPAASecurityChecks(app),
    new NIST80053R4Checks(app),
    new NIST80053R5Checks(app),
    new CfnGuardValidator(),
  );
  const consoleError = jest.spyOn(console, 'error').mockImplementation();
  try {
    try {
      app.synth();
    } catch {
      // Newer versions throw an error in addition to writing the report.
    }
    const { pluginReports } = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8'));
    return pluginReports
      .flatMap(({ summary, pluginName, violations = [] }: any) =>
        violations.map(({ ruleName }: any) => `${pluginName ?? summary.pluginName}: ${ruleName}`),
      )
      .sort();
  } finally {
    consoleError.mockRestore();
    // Violations set the exit code.
    process.exitCode = undefined;
  }
}
