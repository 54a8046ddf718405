import { awscdk, JsonPatch } from 'projen';

/** Configures how the package is released. */
export function setUpPackage(project: awscdk.AwsCdkConstructLibrary) {
  // The publisher's own default: the workflow need not name a host.
  const publish = '/jobs/release_npm/steps/9';
  project
    .github!.tryFindWorkflow('release')!
    .file!.patch(JsonPatch.test(`${publish}/name`, 'Release'), JsonPatch.remove(`${publish}/env/NPM_REGISTRY`));
}
