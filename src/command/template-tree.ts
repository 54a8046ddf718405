import * as path from 'path';
import type { InputFile } from './inputs';
import type { InputError } from './report';
import type { NestedTemplate, TemplateFile, TemplateReader } from './template-reader';
import { MAX_NESTED_TEMPLATES } from './template-reader';

/** An input, and the local templates of its nested stacks. */
export class TemplateTree {
  /** The templates that can be read, by file and parameters. */
  public readonly templates = new Map<string, TemplateFile>();
  public readonly errors: InputError[] = [];

  /** The notes about nested templates that are not checked. */
  public readonly notes: string[] = [];

  /** The path of the input. */
  public readonly path: string;

  /** The paths of the templates of nested stacks. */
  public readonly nestedPaths = new Set<string>();

  /** The folders whose files can be nested templates. */
  private readonly folders: readonly string[];

  private readonly visitedKeys = new Set<string>();

  constructor(
    input: InputFile,
    private readonly reader: TemplateReader,
  ) {
    const root = reader.createTemplateFile(input);
    this.path = root.realPath;
    this.folders = ['.', path.dirname(input.name)].map((folder) => reader.findRealPath(folder));
    this.visit(root, [root.realPath]);
  }

  /** @param chain the paths of the file and of the templates that contain it */
  private visit(file: TemplateFile, chain: readonly string[]): void {
    const { error, nestedTemplates, isReadable } = this.reader.list(file);
    if (error) {
      this.errors.push(error);
    }
    if (isReadable) {
      this.templates.set(file.key, file);
    }
    nestedTemplates.forEach((nested) => this.visitNested(file, nested, chain));
  }

  private visitNested(parent: TemplateFile, { file, stack, problem }: NestedTemplate, chain: readonly string[]): void {
    const reason = problem ?? this.findLocationProblem(file);
    if (reason) {
      this.notes.push(
        `${parent.name}: The nested stack '${stack.logicalId}' was not checked, because the file ${file.name} ${reason}`,
      );
      return;
    }
    if (chain.includes(file.realPath) || this.visitedKeys.has(file.key)) {
      return;
    }
    if (!this.reader.reserve(file)) {
      this.notes.push(
        `${parent.name}: Not all nested stacks were checked, because there are more than ${MAX_NESTED_TEMPLATES}. Check their templates separately.`,
      );
      return;
    }
    this.visitedKeys.add(file.key);
    this.nestedPaths.add(file.realPath);
    this.visit(file, [...chain, file.realPath]);
  }

  private findLocationProblem({ realPath }: TemplateFile): string | undefined {
    return this.folders.some((folder) => isInside(folder, realPath))
      ? undefined
      : 'is outside the working folder. Run the command in a folder that contains all templates.';
  }
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  // On Windows, the path to another drive is absolute.
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
