import { awscdk, JsonFile } from 'projen';

/** Adds a test run for one folder, which the build excludes: `jest -c test/jest.<folder>.json`. */
export function addTestRun(project: awscdk.AwsCdkConstructLibrary, folder: string, options: Record<string, unknown>) {
  project.jest!.addIgnorePattern(`/test/${folder}/`);
  addJestConfig(project, folder, {
    testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`],
    testPathIgnorePatterns: ['/node_modules/'],
    ...options,
  });
}

/** Adds a Jest configuration with its own report and without coverage: `jest -c test/jest.<name>.json`. */
export function addJestConfig(project: awscdk.AwsCdkConstructLibrary, name: string, options: Record<string, unknown>) {
  new JsonFile(project, `test/jest.${name}.json`, {
    marker: false,
    obj: () => ({
      ...project.jest!.config,
      rootDir: '..',
      collectCoverage: false,
      coverageThreshold: undefined,
      reporters: ['default', ['jest-junit', { outputDirectory: 'test-reports', outputName: `${name}.xml` }]],
      transform: { '^.+\\.[t]sx?$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.dev.json' }] },
      ...options,
    }),
  });
}
