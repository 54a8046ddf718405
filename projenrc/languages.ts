import { awscdk } from 'projen';
import { addTestRun } from './test-run';

/** The packages of all languages, built, installed and used: needs Python, Java with Maven, and Go. */
export function setUpLanguages(project: awscdk.AwsCdkConstructLibrary) {
  addTestRun(project, 'languages', { setupFilesAfterEnv: [], testTimeout: 600_000 });
  project.addTask('test:languages', {
    description:
      'Packs the library for Python, Java and Go, installs each package into a fresh project, and compares what one program makes in all languages',
    exec: 'jest --ci -c test/jest.languages.json',
    receiveArgs: true,
  });
  const newcomer = project.addTask('newcomer', {
    description:
      'Follows the first steps of the README in an empty folder, in TypeScript and Python, and tells how long each takes',
  });
  newcomer.spawn(project.compileTask);
  newcomer.exec('ts-node -T -P test/tsconfig.json test/languages/newcomer.ts');
}
