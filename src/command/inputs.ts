import * as fs from 'fs';
import * as path from 'path';
import { parseGlob } from './glob';
import { listFiles } from './list-files';
import type { InputError } from './report';
import type { CommandEnvironment } from './terminal';
import { formatReadError } from './value-file';
import { pluralize } from '../private/text';

export const STANDARD_INPUT = '-';

/** The file names of templates in folders, which the CDK also uses. */
const TEMPLATE_NAME = /\.template\.(json|ya?ml)$/i;

/** The file names that other templates can have. */
const POSSIBLE_TEMPLATE_NAME = /\.(json|ya?ml|template)$/i;

/** The maximum number of skipped files that a note lists. */
const MAX_FILES_IN_NOTE = 5;

/** A file to check. */
export interface InputFile {
  readonly name: string;

  /** Whether the file is the standard input, and the name is not a path. */
  readonly isStandardInput?: boolean;

  read(): string;
}

/** The files to check. */
export interface Inputs {
  readonly files: readonly InputFile[];
  readonly errors: readonly InputError[];

  readonly skippedFiles: readonly SkippedFiles[];
}

/** The files of a folder that could be templates, but have other names. */
export interface SkippedFiles {
  readonly folder: string;

  /** The paths relative to the folder. */
  readonly files: readonly string[];
}

/** Finds the files to check. A path is a file, a folder, a pattern, or `-` for the standard input. */
export function findInputs(paths: readonly string[], environment: CommandEnvironment): Inputs {
  const finder = new InputFinder(environment);
  for (const name of paths) {
    finder.add(name);
  }
  return finder;
}

class InputFinder implements Inputs {
  public readonly errors: InputError[] = [];
  public readonly skippedFiles: SkippedFiles[] = [];

  /** The files by absolute path, so that overlapping patterns check a file once. */
  private readonly filesByPath = new Map<string, InputFile>();

  constructor(private readonly environment: CommandEnvironment) {}

  public get files(): readonly InputFile[] {
    return [...this.filesByPath.values()];
  }

  public add(name: string): void {
    if (name === STANDARD_INPUT) {
      const read = () => this.environment.readInput();
      this.filesByPath.set(STANDARD_INPUT, { name: 'stdin', isStandardInput: true, read });
      return;
    }
    try {
      this.addPath(name);
    } catch (error) {
      this.errors.push({ file: name, message: formatReadError(error as NodeJS.ErrnoException) });
    }
  }

  private addPath(name: string): void {
    const glob = parseGlob(name.split(path.sep).join('/'));
    const status = fs.statSync(this.resolve(name), { throwIfNoEntry: glob === undefined });
    if (status?.isDirectory()) {
      this.addFolder(name);
    } else if (status || !glob) {
      this.addFile(name);
    } else {
      const isIncluded = (folder: string) => !isIgnoredFolder(folder) || name.includes(folder);
      const root = this.resolve(glob.folder);
      const candidates = fs.existsSync(root) ? listFiles(root, isIncluded) : [];
      const files = candidates.filter((file) => glob.matches(file.split(path.sep).join('/')));
      if (files.length === 0) {
        throw new Error('The pattern matches no files. Check the pattern.');
      }
      files.forEach((file) => this.addFile(path.join(glob.folder, file)));
    }
  }

  private addFolder(name: string): void {
    const files = listFiles(this.resolve(name), (folder) => !isIgnoredFolder(folder));
    const templates = files.filter((file) => TEMPLATE_NAME.test(file));
    const skipped = files.filter((file) => POSSIBLE_TEMPLATE_NAME.test(file) && !TEMPLATE_NAME.test(file));
    if (templates.length === 0) {
      throw new Error(describeFolderWithoutTemplates(name, skipped));
    }
    templates.forEach((file) => this.addFile(path.join(name, file)));
    this.skippedFiles.push({ folder: name, files: skipped });
  }

  private addFile(name: string): void {
    const file = this.resolve(name);
    this.filesByPath.set(file, { name, read: () => fs.readFileSync(file, 'utf8') });
  }

  private resolve(name: string): string {
    return path.resolve(this.environment.workingFolder, name);
  }
}

/** Whether a folder contains files of other projects, so that only a path with its name includes it. */
function isIgnoredFolder(name: string): boolean {
  return name === 'node_modules' || name === '.git';
}

/** @param otherFiles the files of the folder that could be templates, but have other names */
function describeFolderWithoutTemplates(folder: string, otherFiles: readonly string[]): string {
  const problem = 'The folder contains no files with the names *.template.json, *.template.yaml, or *.template.yml.';
  const [first] = otherFiles;
  if (first === undefined) {
    return `${problem} Specify the paths of the templates.`;
  }
  const pattern = `${folder.replace(/\/+$/, '')}/**/*${path.extname(first)}`;
  return `${problem} It contains ${formatFiles(otherFiles)}. Use a pattern such as '${pattern}'.`;
}

/**
 * Formats a note for each folder with skipped files.
 *
 * @param checkedFiles the checked files, which include the templates of nested stacks
 */
export function formatSkippedFiles(folders: readonly SkippedFiles[], checkedFiles: ReadonlySet<string>): string[] {
  return folders
    .map(({ folder, files }) => ({
      folder,
      files: files.filter((file) => !checkedFiles.has(path.join(folder, file))),
    }))
    .filter(({ files }) => files.length > 0)
    .map(({ folder, files }) => `${folder}: skipped ${formatFiles(files)}. Specify their paths to check them.`);
}

function formatFiles(files: readonly string[]): string {
  const firstFiles = files.slice(0, MAX_FILES_IN_NOTE).join(', ');
  const others = files.length - MAX_FILES_IN_NOTE;
  return `${pluralize(files.length, 'file')} with other names (${firstFiles}${others > 0 ? `, and ${others} more` : ''})`;
}
