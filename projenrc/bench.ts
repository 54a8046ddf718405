import { awscdk } from 'projen';

/** The figures of the library beside those of raw L1 constructs and of the alpha package. */
export function setUpBench(project: awscdk.AwsCdkConstructLibrary) {
  const bench = project.addTask('bench', {
    description:
      'Measures require, construction, synthesis, memory and templates beside raw L1 constructs and the alpha package: npx projen bench [figure]',
    receiveArgs: true,
  });
  bench.spawn(project.compileTask);
  bench.exec('ts-node -T -P test/tsconfig.json test/bench/bench.ts', { receiveArgs: true });
}
