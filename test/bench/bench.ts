/*
 * Compares this library with raw L1 constructs and with the alpha package. The libraries run alternately in new
 * processes. The result contains medians and ratios. BENCH_CDK=newest uses the
 * newest aws-cdk-lib and the pinned alpha package.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ts from 'typescript';
import { findPinnedAlpha } from '../internal/compat/install-alpha';

const ROOT = join(__dirname, '..', '..');
const SAMPLES = Number(process.env.BENCH_SAMPLES ?? 5);
/** The minimum number of samples of figures with a budget, whose medians must vary by few milliseconds. */
const BUDGET_SAMPLES = 25;
const USES_NEWEST = process.env.BENCH_CDK === 'newest';

interface Figure {
  readonly title: string;
  readonly scenario: string;
  readonly size: number;
  /** The property of the measurement. */
  readonly value: string;
  readonly unit: string;
  /** The maximum ratio to raw L1 constructs. */
  readonly goal?: number;
  /** The maximum difference to raw L1 constructs, in the unit of the figure. The benchmark fails if it is exceeded. */
  readonly budget?: number;
  readonly libraries?: string[];
}

/** The libraries that users can install. */
const AVAILABLE_LIBRARIES = ['l1', 'alpha', 'ours'];

const LIBRARIES = ['l1', 'baseline', 'alpha', 'ours'];

/** The libraries in figures with replication groups, for which the alpha package has no construct. */
const LIBRARIES_WITH_NODES = ['l1', 'baseline', 'ours'];

const FIGURES: Figure[] = [
  {
    title: 'require, in an app with App, Stack, Vpc',
    scenario: 'require',
    size: 0,
    value: 'milliseconds',
    unit: 'ms CPU',
    goal: 1.25,
    libraries: AVAILABLE_LIBRARIES,
  },
  {
    title: 'JavaScript that this loads',
    scenario: 'require',
    size: 0,
    value: 'kilobytes',
    unit: 'KB',
    libraries: AVAILABLE_LIBRARIES,
  },
  {
    title: 'process start to a synthesized app, 1 cache',
    scenario: 'first',
    size: 1,
    value: 'total',
    unit: 'ms CPU',
    budget: 100,
  },
  {
    title: 'process start to a synthesized app, 1 replication group',
    scenario: 'firstReplicationGroup',
    size: 1,
    value: 'total',
    unit: 'ms CPU',
    libraries: LIBRARIES_WITH_NODES,
  },
  { title: 'construct and synth, 1 cache', scenario: 'caches', size: 1, value: 'total', unit: 'ms CPU' },
  {
    title: 'construct and synth, 100 caches',
    scenario: 'caches',
    size: 100,
    value: 'total',
    unit: 'ms CPU',
    goal: 1.18,
  },
  {
    title: 'construct and synth, 1,000 caches',
    scenario: 'caches',
    size: 1000,
    value: 'total',
    unit: 'ms CPU',
    goal: 1.18,
  },
  {
    title: 'peak memory of 1,000 caches',
    scenario: 'caches',
    size: 1000,
    value: 'peakMegabytes',
    unit: 'MB',
    goal: 1.08,
  },
  {
    title: 'construct and synth, 1,000 caches, bare App',
    scenario: 'bare',
    size: 1000,
    value: 'total',
    unit: 'ms CPU',
    goal: 1.18,
  },
  { title: '98 caches in one stack', scenario: 'oneStack', size: 98, value: 'total', unit: 'ms CPU', goal: 1.25 },
  {
    title: '300 replication groups',
    scenario: 'replicationGroups',
    size: 300,
    value: 'total',
    unit: 'ms CPU',
    goal: 1.25,
    libraries: LIBRARIES_WITH_NODES,
  },
  {
    title: 'a group of 100 users, one by one',
    scenario: 'users',
    size: 100,
    value: 'total',
    unit: 'ms CPU',
    goal: 1.1,
  },
  {
    title: '400 users in 4 groups, one by one',
    scenario: 'users',
    size: 400,
    value: 'total',
    unit: 'ms CPU',
    goal: 1.1,
  },
  { title: 'heap that a cache keeps', scenario: 'heap', size: 200, value: 'kilobytes', unit: 'KB', goal: 1.25 },
  { title: 'template of a cache', scenario: 'template', size: 20, value: 'bytes', unit: 'bytes', goal: 1.05 },
  { title: 'DependsOn of a cache', scenario: 'template', size: 20, value: 'dependsOn', unit: '' },
];

const countSamples = ({ budget }: Figure) => (budget === undefined ? SAMPLES : Math.max(SAMPLES, BUDGET_SAMPLES));

function computeQuantile(values: number[], quantile: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * quantile)];
}

const computeMedian = (values: number[]) => computeQuantile(values, 0.5);

function formatNumber(value: number): string {
  if (value < 10) {
    return value.toFixed(2);
  }
  return value.toFixed(value < 100 ? 1 : 0);
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
for (const name of ['scenarios', 'baseline', 'group-props']) {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  writeFileSync(
    join(folder, `${name}.js`),
    ts.transpileModule(readFileSync(join(__dirname, `${name}.ts`), 'utf8'), { compilerOptions }).outputText,
  );
}
const program = join(folder, 'scenarios.js');

/** Measures in a new process, without the compile cache of Node.js, as in a user's first run. */
function measure(scenario: string, library: string, size: number): Record<string, number> {
  const env = {
    ...process.env,
    CDK_VALIDATION: 'false',
    TMPDIR: folder,
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    ...(USES_NEWEST ? { BENCH_ALPHA: findPinnedAlpha() } : {}),
  };
  const out = execFileSync(process.execPath, ['--expose-gc', program, ROOT, scenario, library, String(size)], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(out.trim().split('\n').pop()!);
}

const only = process.argv[2];
const runs = new Map<string, Record<string, number>[]>();
const chosen = FIGURES.filter(({ title, scenario }) => !only || title.includes(only) || scenario === only);
for (let sample = 0; sample < Math.max(...chosen.map(countSamples)); sample++) {
  const done = new Set<string>();
  const figures = chosen.filter((figure) => sample < countSamples(figure));
  for (const { scenario, size, libraries = LIBRARIES } of figures) {
    for (const library of libraries) {
      const key = `${scenario} ${size} ${library}`;
      if (done.has(key)) {
        continue;
      }
      done.add(key);
      runs.set(key, [...(runs.get(key) ?? []), measure(scenario, library, size)]);
    }
  }
}
rmSync(folder, { recursive: true, force: true });

console.log(
  `Medians of ${SAMPLES} runs (${BUDGET_SAMPLES} with a budget) in fresh processes, Node.js ${process.version}, ${cpus().length} cores; ratios are to raw L1 constructs.`,
);
console.log('The baseline wraps every L1 construct in a Resource, as any library does, and does nothing else.\n');
console.log('| figure | L1 | baseline | alpha | ours | baseline / L1 | alpha / L1 | ours / L1 | goal | |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |');
let missed = 0;
for (const { title, scenario, size, value, unit, goal, libraries = LIBRARIES } of chosen) {
  const findMedian = (library: string) =>
    libraries.includes(library)
      ? computeMedian(runs.get(`${scenario} ${size} ${library}`)!.map((run) => run[value]))
      : undefined;
  const [l1, baseline, alpha, ours] = LIBRARIES.map(findMedian);
  const formatRatio = (one?: number) => (one === undefined || !l1 ? '' : (one / l1).toFixed(2));
  const exceedsGoal = goal !== undefined && ours! / l1! > goal;
  missed += Number(exceedsGoal);
  const verdict = exceedsGoal ? 'exceeded' : 'met';
  const medians = [l1, baseline, alpha, ours].map((result) => (result === undefined ? '' : formatNumber(result)));
  console.log(
    `| ${title}, ${unit} | ${medians.join(' | ')} | ${formatRatio(baseline)} | ${formatRatio(alpha)} | ${formatRatio(ours)} | ${goal ?? ''} | ${goal === undefined ? '' : verdict} |`,
  );
}
const pack = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' }),
)[0];
console.log(
  `\nnpm tarball: ${(pack.size / 1024).toFixed(0)} KB packed, ${(pack.unpackedSize / 1024).toFixed(0)} KB unpacked, ${pack.entryCount} files`,
);
if (missed > 0) {
  console.log(`${missed} goals were not met`);
}

// The libraries of a sample run one after the other, so the load of the machine is similar in both runs of a pair.
for (const { title, scenario, size, value, unit, budget } of chosen) {
  if (budget === undefined) {
    continue;
  }
  const [l1, ours] = ['l1', 'ours'].map((library) => runs.get(`${scenario} ${size} ${library}`)!);
  const differences = ours.map((run, sample) => run[value] - l1[sample][value]);
  const [low, difference, high] = [0.25, 0.5, 0.75].map((quantile) => computeQuantile(differences, quantile));
  const isExceeded = difference > budget;
  console.log(
    `${title}: ${formatNumber(difference)} ${unit} more than raw L1 constructs (quartiles ${formatNumber(low)} and ${formatNumber(high)}, ${differences.length} pairs), budget ${budget}: ${isExceeded ? 'exceeded' : 'met'}`,
  );
  if (isExceeded) {
    process.exitCode = 1;
  }
}
