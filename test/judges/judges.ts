import * as fs from 'fs';
import * as path from 'path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import type { App } from 'aws-cdk-lib/core';
import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks } from 'cdk-nag';

/**
 * What public judges find in an app, as `judge: rule`: cdk-nag's packs that look at ElastiCache, and the rules of AWS
 * Control Tower.
 */
export function findingsOf(app: App): string[] {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new HIPAASecurityChecks(app),
    new NIST80053R4Checks(app),
    new NIST80053R5Checks(app),
    new CfnGuardValidator(),
  );
  const silence = jest.spyOn(console, 'error').mockImplementation();
  try {
    try {
      app.synth();
    } catch {
      /* newer versions throw what they find, and write it down, too */
    }
    const { pluginReports } = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8'));
    return pluginReports
      .flatMap(({ summary, pluginName, violations = [] }: any) =>
        violations.map(({ ruleName }: any) => `${pluginName ?? summary.pluginName}: ${ruleName}`),
      )
      .sort();
  } finally {
    silence.mockRestore();
    process.exitCode = undefined; // a finding makes the process fail
  }
}
