import { awscdk } from 'projen';

/** What is done to the compiled library before it is packed. */
export function setUpPackage(project: awscdk.AwsCdkConstructLibrary) {
  project.compileTask.exec('ts-node -T -P projenrc/tsconfig.json projenrc/tasks/lazy-rooms.ts');
}
