import { awscdk, JsonFile } from 'projen';

/** The packages of all languages, built, installed and used: needs Python, Java with Maven, and Go. */
export function setUpLanguages(project: awscdk.AwsCdkConstructLibrary) {
  project.jest!.addIgnorePattern('/test/languages/');
  new JsonFile(project, 'test/jest.languages.json', {
    marker: false,
    obj: () => ({
      ...project.jest!.config,
      rootDir: '..',
      collectCoverage: false,
      coverageThreshold: undefined,
      reporters: ['default', ['jest-junit', { outputDirectory: 'test-reports', outputName: 'languages.xml' }]],
      setupFilesAfterEnv: [],
      testMatch: ['<rootDir>/test/languages/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/'],
      testTimeout: 600_000,
      transform: { '^.+\\.[t]sx?$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.dev.json' }] },
    }),
  });
  project.addTask('test:languages', {
    description: 'Packs the library for Python, Java and Go, installs each package into a fresh project, and compares what one program makes in all languages',
    exec: 'jest --ci -c test/jest.languages.json',
    receiveArgs: true,
  });
}
