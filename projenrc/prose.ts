import { awscdk } from 'projen';
import { RUN_SCRIPT } from './run-script';

/** Configures the linter and the spell checker of every text that a person reads. */
export function setUpProse(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps('cspell@^9.8.0');
  project.gitignore.addPatterns('/.vale/bin/', '/.vale/generated/');
  project.addPackageIgnore('/.vale/');
  project.addPackageIgnore('/.vale.ini');
  project.addPackageIgnore('/.cspell/');
  project.addPackageIgnore('/cspell.config.yaml');

  const prose = `${RUN_SCRIPT} projenrc/tasks/prose.ts`;
  project.addTask('prose', {
    description:
      'Checks the words and the spelling of docstrings, messages, comments, and pages. --list prints all warnings',
    exec: prose,
    receiveArgs: true,
  });
  project.addTask('prose:accept', {
    description: 'Writes lower numbers of errors and warnings to .vale/accepted.json',
    exec: `${prose} --accept`,
  });
}
