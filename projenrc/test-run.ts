import { awscdk, JsonFile } from 'projen';

/** The unit tests. The tests in other folders have their own configurations. */
export const UNIT_TESTS = ['<rootDir>/test/{public,internal,docs,tasks}/**/*.test.ts'];

/** Adds a test run for one folder: `jest -c test/jest.<folder>.json`. */
export function addTestRun(project: awscdk.AwsCdkConstructLibrary, folder: string, options: Record<string, unknown>) {
  addJestConfig(project, folder, { testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`], ...options });
}

/** Adds a Jest configuration with its own report, for the unit tests by default: `jest -c test/jest.<name>.json`. */
export function addJestConfig(project: awscdk.AwsCdkConstructLibrary, name: string, options: Record<string, unknown>) {
  const { setupFiles, setupFilesAfterEnv, moduleNameMapper, modulePathIgnorePatterns, clearMocks, maxWorkers } =
    project.jest!.config;
  new JsonFile(project, `test/jest.${name}.json`, {
    marker: false,
    obj: {
      rootDir: '..',
      testMatch: UNIT_TESTS,
      setupFiles,
      setupFilesAfterEnv,
      moduleNameMapper,
      modulePathIgnorePatterns,
      clearMocks,
      maxWorkers,
      reporters: ['default', ['jest-junit', { outputDirectory: 'test-reports', outputName: `${name}.xml` }]],
      transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.dev.json' }] },
      ...options,
    },
  });
}
