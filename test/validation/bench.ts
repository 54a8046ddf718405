import * as fs from 'fs';
import { createRequire } from 'module';
import * as os from 'os';
import * as path from 'path';
import { DECIDABLE_CASES, checkExample, isRejected, SUBJECT, createTemplate } from './cases';
import type { Case, Example } from './cases';
import { ElastiCacheRules } from '../../src';

const newestCdk = createRequire(__filename);

/** What was found of the entries of the catalogue that a template decides. */
export interface Found {
  readonly entries: number;
  readonly errors: number;
  readonly warnings: number;
}

/** What the rules find of the invalid examples. */
export function foundByRules(): Found {
  const errors = DECIDABLE_CASES.filter((entry) => isRejected(entry, entry.invalid));
  const isWarned = (entry: Case) =>
    warningsOf(entry, entry.invalid).some((id) => !warningsOf(entry, entry.valid).includes(id));
  const warned = DECIDABLE_CASES.filter((entry) => !errors.includes(entry) && isWarned(entry));
  return { entries: DECIDABLE_CASES.length, errors: errors.length, warnings: warned.length };
}

function warningsOf(entry: Case, example: Example): string[] {
  return checkExample(entry, example)
    .filter(({ severity }) => severity === 'warning')
    .map(({ ruleId }) => ruleId);
}

/**
 * What the own CloudFormation validation of the newest aws-cdk-lib finds of the same examples, at the resource that
 * each is about.
 */
export function foundByCdk(): Found {
  const { App, CloudFormationValidatePlugin } = newestCdk('aws-cdk-lib-latest');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'catalogue-'));
  const stackTemplates = DECIDABLE_CASES.map((entry) => {
    const templatePath = path.join(folder, `${entry.id}.template.json`);
    fs.writeFileSync(templatePath, JSON.stringify(createTemplate(entry, entry.invalid)));
    return { templatePath, region: 'us-east-1' };
  });
  const templatePaths = stackTemplates.map(({ templatePath }) => templatePath);
  const report = new CloudFormationValidatePlugin().validate({
    templatePaths,
    stackTemplates,
    appConstruct: new App(),
  });
  fs.rmSync(folder, { recursive: true });
  const found = (severity: string) =>
    new Set<string>(
      report.violations
        .filter((violation: any) => severity === violation.severity)
        .flatMap((violation: any) =>
          violation.violatingResources
            .filter(({ resourceLogicalId }: any) => resourceLogicalId === SUBJECT)
            .map(({ templatePath }: any) => path.basename(templatePath).split('.')[0]),
        ),
    );
  const [errors, warnings] = [new Set([...found('error'), ...found('fatal')]), found('warning')];
  const of = (ids: Set<string>) => DECIDABLE_CASES.filter(({ id }: Case) => ids.has(id)).length;
  return {
    entries: DECIDABLE_CASES.length,
    errors: of(errors),
    warnings: of(new Set([...warnings].filter((id) => !errors.has(id)))),
  };
}

/** Milliseconds per resource for templates with some numbers of resources of all types, the best of five runs. */
export function costs(
  sizes: readonly number[],
): { readonly resources: number; readonly millisecondsPerResource: number }[] {
  return sizes.map((resources) => {
    const template = {
      Resources: Object.fromEntries(
        Array.from({ length: resources }, (_, index) => {
          const entry = DECIDABLE_CASES[index % DECIDABLE_CASES.length];
          return [`R${index}`, createTemplate(entry, entry.valid).Resources[SUBJECT]];
        }),
      ),
    };
    const times = Array.from({ length: 5 }, () => {
      const start = process.hrtime.bigint();
      ElastiCacheRules.checkTemplate(template);
      return Number(process.hrtime.bigint() - start) / 1e6;
    });
    return { resources, millisecondsPerResource: Math.min(...times) / resources };
  });
}

/** Below this a resource has to stay. */
const MOST_MILLISECONDS = 1;

/** How much more a resource may cost among five times as many: the noise of a machine that does other things too. */
const MOST_GROWTH = 2;

/** What is wrong with the costs of some and of more resources. */
export function costFaults([some, more]: ReturnType<typeof costs>): string[] {
  const growth = more.millisecondsPerResource / some.millisecondsPerResource;
  return [
    ...(some.millisecondsPerResource >= MOST_MILLISECONDS
      ? [
          `a resource must cost less than ${MOST_MILLISECONDS} ms, got ${some.millisecondsPerResource.toFixed(2)} ms at ${some.resources}`,
        ]
      : []),
    ...(growth > MOST_GROWTH
      ? [
          `the cost must grow with the number of resources only, got ${growth.toFixed(1)} times as much for each at ${more.resources} as at ${some.resources}`,
        ]
      : []),
  ];
}

if (require.main === module) {
  const told = (name: string, { entries, errors, warnings }: Found) =>
    console.log(`${name}: ${errors} of ${entries} as errors, ${warnings} as warnings only`);
  told('the rules', foundByRules());
  told('aws-cdk-lib', foundByCdk());
  const measured = costs([1000, 5000]);
  for (const { resources, millisecondsPerResource } of measured) {
    console.log(`${resources} resources: ${(millisecondsPerResource * 1000).toFixed(0)} µs each`);
  }
  for (const fault of costFaults(measured)) {
    console.error(fault);
    process.exitCode = 1;
  }
}
