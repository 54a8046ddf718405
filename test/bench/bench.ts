/*
 * The figures of this library beside those of raw L1 constructs and of the alpha package: run in turns in fresh
 * processes, told as medians and ratios.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..', '..');
const SAMPLES = Number(process.env.BENCH_SAMPLES ?? 5);

interface Figure {
  readonly title: string;
  readonly scenario: string;
  readonly size: number;
  /** What of the measurement is told. */
  readonly value: string;
  readonly unit: string;
  /** The ratio to raw L1 constructs that must not be exceeded. */
  readonly goal?: number;
  readonly libraries?: string[];
}

/** Those that users can have. */
const IN_USE = ['l1', 'alpha', 'ours'];

const LIBRARIES = ['l1', 'floor', 'alpha', 'ours'];

const FIGURES: Figure[] = [
  {
    title: 'require, in an app with App, Stack, Vpc',
    scenario: 'require',
    size: 0,
    value: 'milliseconds',
    unit: 'ms CPU',
    goal: 1.25,
    libraries: IN_USE,
  },
  {
    title: 'JavaScript that this loads',
    scenario: 'require',
    size: 0,
    value: 'kilobytes',
    unit: 'KB',
    libraries: IN_USE,
  },
  {
    title: 'process start to a synthesised app, 1 cache',
    scenario: 'first',
    size: 1,
    value: 'total',
    unit: 'ms CPU',
    goal: 1.05,
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
    libraries: ['l1', 'floor', 'ours'],
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

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const shown = (value: number) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
for (const name of ['scenarios', 'floor', 'group-props']) {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  writeFileSync(
    join(folder, `${name}.js`),
    ts.transpileModule(readFileSync(join(__dirname, `${name}.ts`), 'utf8'), { compilerOptions }).outputText,
  );
}
const program = join(folder, 'scenarios.js');

/** One measurement in a process of its own; the compile cache of Node.js is off, as it is for a user's first run. */
function measure(scenario: string, library: string, size: number): Record<string, number> {
  const env = {
    ...process.env,
    CDK_VALIDATION: 'false',
    TMPDIR: folder,
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
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
for (let sample = 0; sample < SAMPLES; sample++) {
  const done = new Set<string>();
  for (const { scenario, size, libraries = LIBRARIES } of chosen) {
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
  `Medians of ${SAMPLES} runs in fresh processes, Node.js ${process.version}, ${cpus().length} cores; ratios are to raw L1 constructs.`,
);
console.log('The floor is every L1 construct inside of a Resource, as in any library, and nothing else.\n');
console.log('| figure | L1 | floor | alpha | ours | floor / L1 | alpha / L1 | ours / L1 | goal | |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |');
let missed = 0;
for (const { title, scenario, size, value, unit, goal, libraries = LIBRARIES } of chosen) {
  const of = (library: string) =>
    libraries.includes(library)
      ? median(runs.get(`${scenario} ${size} ${library}`)!.map((run) => run[value]))
      : undefined;
  const [l1, floor, alpha, ours] = LIBRARIES.map(of);
  const ratio = (one?: number) => (one === undefined || !l1 ? '' : (one / l1).toFixed(2));
  const over = goal !== undefined && ours! / l1! > goal;
  missed += Number(over);
  const verdict = goal === undefined ? '' : over ? 'over' : 'reached';
  console.log(
    `| ${title}, ${unit} | ${[l1, floor, alpha, ours].map((one) => (one === undefined ? '' : shown(one))).join(' | ')} | ${ratio(floor)} | ${ratio(alpha)} | ${ratio(ours)} | ${goal ?? ''} | ${verdict} |`,
  );
}
const pack = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' }),
)[0];
console.log(
  `\nnpm tarball: ${(pack.size / 1024).toFixed(0)} KB packed, ${(pack.unpackedSize / 1024).toFixed(0)} KB unpacked, ${pack.entryCount} files`,
);
if (missed > 0) {
  console.log(`${missed} of the goals were not reached`);
}
