import * as fs from 'fs';
import { createRequire } from 'module';
import * as os from 'os';
import * as path from 'path';
import { DECIDABLE_CASES, checkExample, isRejected, SUBJECT, createTemplate } from '../../public/validation/cases';
import type { Case, Example } from '../../public/validation/cases';
import { ElastiCacheRules } from 'cdk-elasticache';

const requireCdk = createRequire(__filename);

/** How many cases of the corpus a validator detects. */
interface DetectionRate {
  readonly cases: number;
  readonly errors: number;
  /** Cases with warnings only. */
  readonly warnings: number;
}

/** Measures how many invalid examples the rules of this library detect. */
function measureRules(): DetectionRate {
  const errors = DECIDABLE_CASES.filter((testCase) => isRejected(testCase, testCase.invalid));
  const warnings = DECIDABLE_CASES.filter((testCase) => !errors.includes(testCase) && isWarned(testCase));
  return { cases: DECIDABLE_CASES.length, errors: errors.length, warnings: warnings.length };
}

/** Whether the invalid example has a warning that the valid example does not have. */
function isWarned(testCase: Case): boolean {
  const warnings = listWarnings(testCase, testCase.valid);
  return listWarnings(testCase, testCase.invalid).some((id) => !warnings.includes(id));
}

function listWarnings(testCase: Case, example: Example): string[] {
  return checkExample(testCase, example)
    .filter(({ severity }) => severity === 'warning')
    .map(({ ruleId }) => ruleId);
}

/** Measures how many invalid examples the CloudFormation validation of the newest aws-cdk-lib detects. */
function measureCdk(): DetectionRate {
  const { App, CloudFormationValidatePlugin } = requireCdk('aws-cdk-lib-latest');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'corpus-'));
  const stackTemplates = DECIDABLE_CASES.map((testCase) => {
    const templatePath = path.join(folder, `${testCase.id}.template.json`);
    fs.writeFileSync(templatePath, JSON.stringify(createTemplate(testCase, testCase.invalid)));
    return { templatePath, region: 'us-east-1' };
  });

  const { violations } = new CloudFormationValidatePlugin().validate({
    templatePaths: stackTemplates.map(({ templatePath }) => templatePath),
    stackTemplates,
    appConstruct: new App(),
  });
  fs.rmSync(folder, { recursive: true });

  const findCaseIds = (severities: string[]) =>
    new Set<string>(
      violations
        .filter(({ severity }: any) => severities.includes(severity))
        .flatMap(({ violatingResources }: any) => violatingResources)
        .filter(({ resourceLogicalId }: any) => resourceLogicalId === SUBJECT)
        .map(({ templatePath }: any) => path.basename(templatePath).split('.')[0]),
    );
  const errors = findCaseIds(['error', 'fatal']);
  const warnings = findCaseIds(['warning']);
  return {
    cases: DECIDABLE_CASES.length,
    errors: DECIDABLE_CASES.filter(({ id }) => errors.has(id)).length,
    warnings: DECIDABLE_CASES.filter(({ id }) => warnings.has(id) && !errors.has(id)).length,
  };
}

interface Duration {
  readonly resources: number;
  readonly millisecondsPerResource: number;
}

/** Measures the check of a template with resources of all types, as the best of five runs. */
function measureDuration(resources: number): Duration {
  const template = {
    Resources: Object.fromEntries(
      Array.from({ length: resources }, (_, index) => {
        const testCase = DECIDABLE_CASES[index % DECIDABLE_CASES.length];
        return [`R${index}`, createTemplate(testCase, testCase.valid).Resources[SUBJECT]];
      }),
    ),
  };
  const milliseconds = Array.from({ length: 5 }, () => {
    const start = process.hrtime.bigint();
    ElastiCacheRules.checkTemplate(template);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return { resources, millisecondsPerResource: Math.min(...milliseconds) / resources };
}

const MAX_MILLISECONDS_PER_RESOURCE = 1;

/** The largest accepted ratio between the durations per resource of both templates. It allows for measuring noise. */
const MAX_GROWTH = 2;

/** Validates the durations of a smaller and a larger template. */
export function validateDurations([smaller, larger]: readonly Duration[]): string[] {
  const errors: string[] = [];
  if (smaller.millisecondsPerResource >= MAX_MILLISECONDS_PER_RESOURCE) {
    errors.push(
      `a resource must take less than ${MAX_MILLISECONDS_PER_RESOURCE} ms, but took ${smaller.millisecondsPerResource.toFixed(2)} ms at ${smaller.resources}`,
    );
  }
  const growth = larger.millisecondsPerResource / smaller.millisecondsPerResource;
  if (growth > MAX_GROWTH) {
    errors.push(
      `the duration must grow linearly, but a resource took ${growth.toFixed(1)} times as long at ${larger.resources} as at ${smaller.resources}`,
    );
  }
  return errors;
}

function printDetectionRate(name: string, { cases, errors, warnings }: DetectionRate) {
  console.log(`${name}: ${errors} of ${cases} as errors, ${warnings} as warnings only`);
}

if (require.main === module) {
  printDetectionRate('the rules', measureRules());
  printDetectionRate('aws-cdk-lib', measureCdk());
  const durations = [1000, 5000].map(measureDuration);
  for (const { resources, millisecondsPerResource } of durations) {
    console.log(`${resources} resources: ${(millisecondsPerResource * 1000).toFixed(0)} µs each`);
  }
  for (const error of validateDurations(durations)) {
    console.error(error);
    process.exitCode = 1;
  }
}
