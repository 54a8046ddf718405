import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');
export const PACKAGES = join(ROOT, 'dist-languages');

/** A language in which the library is packed, installed into a fresh project, and used. */
export interface Language {
  readonly name: string;
  /** Packs the library for the language, from what the compiler has left. */
  pack(): void;
  /** Makes a project that has nothing but the package and the CDK, and compiles the program there. */
  install(): void;
  /** Runs the program and tells what it printed. */
  run(...args: string[]): string;
}

/** A folder outside of everything, with the program of one language. */
function fresh(language: string): string {
  const folder = mkdtempSync(join(tmpdir(), `cdk-elasticache-${language}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(__dirname, 'programs', language), folder, { recursive: true });
  return folder;
}

export function execute(cwd: string, command: string, args: string[], env: Record<string, string> = {}): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string };
    throw new Error([message, stdout, stderr].join('\n'));
  }
}

export function pack(target: string, ...options: string[]) {
  rmSync(join(PACKAGES, target), { recursive: true, force: true });
  execute(ROOT, 'npx', ['jsii-pacmak', '--force-target', '--target', target, '-o', PACKAGES, ...options]);
}

function manifest(folder: string): any {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

const LIBRARY_VERSION: string = manifest(ROOT).version;
const CDK_VERSION: string = manifest(join(ROOT, 'node_modules', 'aws-cdk-lib')).version;
const TYPESCRIPT_VERSION: string = manifest(join(ROOT, 'node_modules', 'typescript')).version;
const CONSTRUCTS_VERSION: string = manifest(join(ROOT, 'node_modules', 'constructs')).version;

/** The packed npm package. */
export const tarball = () => join(PACKAGES, 'js', `cdk-elasticache@${LIBRARY_VERSION}.jsii.tgz`);

/** The packed Python package. */
export const wheel = () => join(PACKAGES, 'python', `cdk_elasticache-${LIBRARY_VERSION}-py3-none-any.whl`);

/** The npm tarball, installed with the CDK of its peer dependencies. */
export class TypeScript implements Language {
  public readonly name = 'typescript';
  private folder!: string;

  public pack() {
    pack('js');
  }

  public install() {
    this.folder = fresh(this.name);
    writeFileSync(join(this.folder, 'package.json'), JSON.stringify({ private: true }));
    execute(this.folder, 'npm', [
      'install',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `aws-cdk-lib@${CDK_VERSION}`,
      `constructs@${CONSTRUCTS_VERSION}`,
      `typescript@${TYPESCRIPT_VERSION}`,
      '@types/node@20',
      tarball(),
    ]);
    execute(this.folder, 'npx', ['tsc']);
  }

  public run(...args: string[]) {
    return execute(this.folder, process.execPath, ['program.js', ...args]);
  }
}

/** The wheel, in a virtual environment of its own. */
export class Python implements Language {
  public readonly name = 'python';
  private folder!: string;

  public pack() {
    pack('python');
  }

  public install() {
    this.folder = fresh(this.name);
    execute(this.folder, 'python3', ['-m', 'venv', '.venv']);
    execute(this.folder, '.venv/bin/pip', [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `aws-cdk-lib==${CDK_VERSION}`,
      wheel(),
    ]);
  }

  public run(...args: string[]) {
    return execute(this.folder, '.venv/bin/python', ['program.py', ...args]);
  }
}

/** The jar, from the repository that the packing leaves. */
export class Java implements Language {
  public readonly name = 'java';
  private folder!: string;

  public pack() {
    pack('java');
  }

  public install() {
    this.folder = fresh(this.name);
    // Maven keeps what it has seen of a version.
    rmSync(join(homedir(), '.m2', 'repository', 'io', 'github', 'cdk-elasticache'), { recursive: true, force: true });
    execute(this.folder, 'mvn', [
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
    return execute(this.folder, 'java', ['-cp', 'target/classes:dependencies/*', 'Program', ...args]);
  }
}

/** The Go module, from its generated sources. */
export class Go implements Language {
  public readonly name = 'go';
  private folder!: string;

  public pack() {
    pack('go', '--code-only');
  }

  public install() {
    this.folder = fresh(this.name);
    const module = join(this.folder, 'cdkelasticache');
    cpSync(join(PACKAGES, 'go', 'cdkelasticache'), module, { recursive: true });
    rmSync(join(module, 'local.go.mod'), { force: true });

    // The sources name the versions of their npm twins, and the module proxy does not have each of them. The CDK's own
    // module names versions that it has.
    const text = readFileSync(join(module, 'go.mod'), 'utf8');
    writeFileSync(
      join(module, 'go.mod'),
      text.replace(/^.*\/\/ indirect\n/gm, '').replace(/^.*jsii-runtime-go .*\n/m, ''),
    );
    const library = 'github.com/cdk-elasticache/cdk-elasticache-go/cdkelasticache';
    execute(this.folder, 'go', ['mod', 'init', 'shop']);
    execute(this.folder, 'go', [
      'mod',
      'edit',
      `-replace=${library}=./cdkelasticache`,
      `-require=${library}@v${LIBRARY_VERSION}`,
      `-require=github.com/aws/aws-cdk-go/awscdk/v2@v${CDK_VERSION}`,
    ]);
    execute(this.folder, 'go', ['get', 'github.com/aws/jsii-runtime-go@latest']);
    execute(this.folder, 'go', ['mod', 'tidy']);
    execute(this.folder, 'go', ['build', '-o', 'program', '.']);
  }

  public run(...args: string[]) {
    return execute(this.folder, './program', args);
  }
}
