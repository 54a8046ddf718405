import { awscdk, JsonFile } from 'projen';

/** Lets the tests of one folder be a run of their own, which the tests of every build leave out: `jest -c test/jest.<folder>.json`. */
export function addTestRun(project: awscdk.AwsCdkConstructLibrary, folder: string, options: Record<string, unknown>) {
  project.jest!.addIgnorePattern(`/test/${folder}/`);
  new JsonFile(project, `test/jest.${folder}.json`, {
    marker: false,
    obj: () => ({
      ...project.jest!.config,
      rootDir: '..',
      collectCoverage: false,
      coverageThreshold: undefined,
      reporters: ['default', ['jest-junit', { outputDirectory: 'test-reports', outputName: `${folder}.xml` }]],
      testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`],
      testPathIgnorePatterns: ['/node_modules/'],
      transform: { '^.+\\.[t]sx?$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.dev.json' }] },
      ...options,
    }),
  });
}
