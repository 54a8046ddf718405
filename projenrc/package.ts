import { awscdk, JsonPatch } from 'projen';

/** Configures how the package is released, and which files Git ignores. */
export function setUpPackage(project: awscdk.AwsCdkConstructLibrary) {
  // The publisher's own default: the workflow need not name a host.
  const publish = '/jobs/release_npm/steps/9';
  project
    .github!.tryFindWorkflow('release')!
    .file!.patch(JsonPatch.test(`${publish}/name`, 'Release'), JsonPatch.remove(`${publish}/env/NPM_REGISTRY`));

  // Without the slash, Git also ignores a symbolic link to the folder of another work tree.
  project.gitignore.removePatterns('node_modules/');
  project.gitignore.addPatterns('node_modules');
}
