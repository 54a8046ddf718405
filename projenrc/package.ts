import { awscdk, JsonPatch } from 'projen';
import { RUN_SCRIPT } from './run-script';
import { addJestConfig } from './test-run';

/** Configures how the package is released, and which files Git ignores. */
export function setUpPackage(project: awscdk.AwsCdkConstructLibrary) {
  patchReleaseWorkflow(project);
  addExports(project);
  bundleLibrary(project);
  addPackageTests(project);

  // Without the slash, Git also ignores a symbolic link to the folder of another work tree.
  project.gitignore.removePatterns('node_modules/');
  project.gitignore.addPatterns('node_modules');
}

function patchReleaseWorkflow(project: awscdk.AwsCdkConstructLibrary) {
  const contents = '/jobs/release/permissions/contents';
  const publish = '/jobs/release_npm/steps/9';
  project.github!.tryFindWorkflow('release')!.file!.patch(
    // The job commits nothing: the job that publishes to GitHub creates the release tag.
    JsonPatch.test(contents, 'write'),
    JsonPatch.replace(contents, 'read'),
    // The publisher's own default: the workflow need not name a host.
    JsonPatch.test(`${publish}/name`, 'Release'),
    JsonPatch.remove(`${publish}/env/NPM_REGISTRY`),
  );
  attachChecker(project);
}

/** Attaches the one-file checker and its checksum to releases, for the GitHub Action and the pre-commit hook. */
function attachChecker(project: awscdk.AwsCdkConstructLibrary) {
  const steps = '/jobs/release_github/steps';
  project.github!.tryFindWorkflow('release')!.file!.patch(
    JsonPatch.test(`${steps}/3/name`, 'Release'),
    JsonPatch.add(`${steps}/4`, {
      name: 'Attach the checker',
      if: '${{ !inputs.dry_run }}',
      env: { GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}' },
      run: 'gh release upload "$(cat dist/releasetag.txt)" dist/cdk-elasticache-check.js dist/cdk-elasticache-check.js.sha256 -R "$GITHUB_REPOSITORY" --clobber',
    }),
  );
}

/** Restricts what users can import to the entry point and to the files that tools read. */
function addExports(project: awscdk.AwsCdkConstructLibrary) {
  const types = './lib/index.d.ts';
  project.package.file.addOverride('exports', {
    '.': { types, default: './lib/index.js' },
    './package.json': './package.json',
    './.jsii': './.jsii',
    './.jsii.gz': './.jsii.gz',
  });
  // TypeScript ignores "exports" with its old module resolution, node10, which reads this instead.
  project.package.file.addOverride('typesVersions', { '*': { 'lib/index.d.ts': [types], '*': [] } });
}

/** Bundles the compiled JavaScript: loading one file is faster than loading 200. */
function bundleLibrary(project: awscdk.AwsCdkConstructLibrary) {
  const bundle = project.addTask('bundle', {
    description: 'Bundles the compiled JavaScript of the library and of its command',
    exec: `${RUN_SCRIPT} projenrc/tasks/bundle.ts`,
  });
  project.compileTask.spawn(bundle);
}

/** Adds tests of the packed package, installed in an empty folder. */
function addPackageTests(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps('webpack@^5');
  // Jest reads another format from files whose name ends with package.json.
  addJestConfig(project, 'packed', {
    testMatch: ['<rootDir>/test/package/**/*.test.ts'],
    setupFilesAfterEnv: [],
    globalSetup: '<rootDir>/test/package/setup.ts',
    testTimeout: 120_000,
  });
  project.addTask('test:package', {
    description:
      'Packs the compiled package, installs it in an empty folder, and tests its contents, exports, bundles, and stack traces',
    exec: 'jest --ci -c test/jest.packed.json',
    receiveArgs: true,
  });
  project.addTask('test:public', {
    description:
      'Runs the public tests, or those of folders, with the packed package, which is installed after each compilation',
    exec: `${RUN_SCRIPT} test/package/public-tests.ts`,
    receiveArgs: true,
  });
}
