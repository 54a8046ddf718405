import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findScript } from '../../projenrc/tasks/find-script';
import { installNpmPackage, packNpmPackage, readInstalledVersion, ROOT, runCommand } from '../package/npm-package';

export const PACKAGES = join(ROOT, 'dist-languages');

/** A language in which the tests package, install, and use the library. */
export interface Language {
  readonly name: string;
  /** Packages the compiled library for the language. */
  pack(): void;
  /** Creates a project that depends on the package and the CDK, and compiles the program there. */
  install(): void;
  /** Runs the program and returns its output. */
  run(...args: string[]): string;
}

const FOLDERS: string[] = [];

/** Creates a temporary folder, which `removeFolders` removes. */
export function createFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  FOLDERS.push(folder);
  return folder;
}

/** Removes the temporary folders. Jest does not emit the event `exit` of a process to tests. */
export function removeFolders(): void {
  FOLDERS.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}

process.on('exit', removeFolders);

/** Creates a temporary folder with the program of a language. */
function createProject(language: string): string {
  const folder = createFolder(`cdk-elasticache-${language}-`);
  cpSync(join(__dirname, 'programs', language), folder, { recursive: true });
  return folder;
}

export function packTarget(target: string, ...options: string[]) {
  rmSync(join(PACKAGES, target), { recursive: true, force: true });
  const args = ['--force-target', '--target', target, '-o', PACKAGES, ...options];
  runCommand(ROOT, process.execPath, [findScript('jsii-pacmak'), ...args]);
}

const LIBRARY_VERSION: string = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;
const CDK_VERSION = readInstalledVersion('aws-cdk-lib');

export const getWheelPath = () => join(PACKAGES, 'python', `cdk_elasticache-${LIBRARY_VERSION}-py3-none-any.whl`);

/** A language whose package also installs the commands of the library. Java, .NET, and Go packages install none. */
export interface LanguageWithCommands extends Language {
  /** Runs an installed command, and returns its exit code and its standard output. */
  runInstalled(command: string, ...args: string[]): { exitCode: number | null; output: string };
}

function runInstalledCommand(cwd: string, file: string, args: string[]) {
  const { status, stdout, error } = spawnSync(file, args, { cwd, encoding: 'utf8' });
  return { exitCode: status, output: error ? error.message : stdout };
}

/** Installs the npm tarball with its peer dependencies. */
export class TypeScript implements LanguageWithCommands {
  public readonly name = 'typescript';
  private folder!: string;

  public pack() {
    packNpmPackage();
  }

  public install() {
    this.folder = createProject(this.name);
    installNpmPackage(this.folder, `typescript@${readInstalledVersion('typescript')}`, '@types/node@20');
    runCommand(this.folder, process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc')]);
  }

  public run(...args: string[]) {
    return runCommand(this.folder, process.execPath, ['program.js', ...args]);
  }

  public runInstalled(command: string, ...args: string[]) {
    return runInstalledCommand(this.folder, `node_modules/.bin/${command}`, args);
  }
}

/** Installs the wheel in a virtual environment. */
export class Python implements LanguageWithCommands {
  public readonly name = 'python';
  private folder!: string;

  public pack() {
    packTarget('python');
  }

  public install() {
    this.folder = createProject(this.name);
    runCommand(this.folder, 'python3', ['-m', 'venv', '.venv']);
    runCommand(this.folder, '.venv/bin/pip', [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `aws-cdk-lib==${CDK_VERSION}`,
      getWheelPath(),
    ]);
  }

  public run(...args: string[]) {
    return runCommand(this.folder, '.venv/bin/python', ['program.py', ...args]);
  }

  public runInstalled(command: string, ...args: string[]) {
    return runInstalledCommand(this.folder, `.venv/bin/${command}`, args);
  }
}

/** Installs the jar from the Maven repository that jsii-pacmak creates. */
export class Java implements Language {
  public readonly name = 'java';
  private folder!: string;

  public pack() {
    packTarget('java');
  }

  public install() {
    this.folder = createProject(this.name);
    // Maven caches versions, even if their contents change.
    rmSync(join(homedir(), '.m2', 'repository', 'io', 'github', 'cdk-elasticache'), { recursive: true, force: true });
    runCommand(this.folder, 'mvn', [
      '--quiet',
      '--batch-mode',
      `-Dbuilt=file://${join(PACKAGES, 'java')}`,
      `-Dlibrary=${LIBRARY_VERSION}`,
      `-Dcdk=${CDK_VERSION}`,
      'compile',
      'dependency:copy-dependencies',
      '-DoutputDirectory=dependencies',
    ]);
  }

  public run(...args: string[]) {
    return runCommand(this.folder, 'java', ['-cp', 'target/classes:dependencies/*', 'Program', ...args]);
  }
}

/** Uses the generated sources of the Go module. */
export class Go implements Language {
  public readonly name = 'go';
  private folder!: string;

  public pack() {
    packTarget('go', '--code-only');
  }

  public install() {
    this.folder = createProject(this.name);
    const module = join(this.folder, 'cdkelasticache');
    cpSync(join(PACKAGES, 'go', 'cdkelasticache'), module, { recursive: true });
    rmSync(join(module, 'local.go.mod'), { force: true });

    // The generated go.mod requires the versions of the npm packages, some of which do not exist as Go modules. Without
    // them, Go uses the versions that the CDK module requires.
    const text = readFileSync(join(module, 'go.mod'), 'utf8');
    writeFileSync(
      join(module, 'go.mod'),
      text.replace(/^.*\/\/ indirect\n/gm, '').replace(/^.*jsii-runtime-go .*\n/m, ''),
    );
    const library = 'github.com/cdk-elasticache/cdk-elasticache-go/cdkelasticache';
    runCommand(this.folder, 'go', ['mod', 'init', 'shop']);
    runCommand(this.folder, 'go', [
      'mod',
      'edit',
      `-replace=${library}=./cdkelasticache`,
      `-require=${library}@v${LIBRARY_VERSION}`,
      `-require=github.com/aws/aws-cdk-go/awscdk/v2@v${CDK_VERSION}`,
    ]);
    runCommand(this.folder, 'go', ['get', 'github.com/aws/jsii-runtime-go@latest']);
    runCommand(this.folder, 'go', ['mod', 'tidy']);
    runCommand(this.folder, 'go', ['build', '-o', 'program', '.']);
  }

  public run(...args: string[]) {
    return runCommand(this.folder, './program', args);
  }
}
