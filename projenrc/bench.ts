import { awscdk } from 'projen';
import { RUN_SCRIPT } from './run-script';

/** Configures the benchmark. */
export function setUpBench(project: awscdk.AwsCdkConstructLibrary) {
  const bench = project.addTask('bench', {
    description:
      'Compares load time, construction, synthesis, memory, and templates with raw L1 constructs and the alpha package: npx projen bench [figure]. BENCH_CDK=newest uses the pinned newest aws-cdk-lib and the pinned alpha package',
    receiveArgs: true,
  });
  bench.spawn(project.compileTask);
  bench.exec(`${RUN_SCRIPT} test/bench/bench.ts`, { receiveArgs: true });
}
