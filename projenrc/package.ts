import { awscdk, JsonPatch } from 'projen';

/** What is done to the compiled library before it is packed, and how it is released. */
export function setUpPackage(project: awscdk.AwsCdkConstructLibrary) {
  project.compileTask.exec('ts-node -T -P projenrc/tsconfig.json projenrc/tasks/rooms.ts');

  // The publisher's own default: the workflow need not name a host.
  const publish = '/jobs/release_npm/steps/9';
  project
    .github!.tryFindWorkflow('release')!
    .file!.patch(JsonPatch.test(`${publish}/name`, 'Release'), JsonPatch.remove(`${publish}/env/NPM_REGISTRY`));
}
