import * as fs from 'fs';
import * as path from 'path';
import type { InputFile } from './inputs';
import { STANDARD_INPUT } from './inputs';
import type { NestedStack } from './nested-stacks';
import { applyParameters, listNestedStacks } from './nested-stacks';
import type { ReadTemplate } from './read-templates';
import { readTemplates } from './read-templates';
import type { InputError } from './report';
import type { Settings } from './settings';
import { formatReadError } from './value-file';
import { getOrCreate } from '../private/maps';
import { TemplateSyntaxError } from '../template/source-text';
import { TextLengthError } from '../template/text-length';

/** The maximum number of nested stacks. Templates that contain each other can have many more. */
export const MAX_NESTED_TEMPLATES = 1000;

/** The maximum size of a template in Amazon S3, in bytes. */
const MAX_NESTED_SIZE = 1_048_576;

/** The maximum length of the texts whose parsed templates are kept. They use much more memory than the texts. */
const MAX_KEPT_LENGTH = 20_000_000;

/** A file with templates: an input, or the file of a nested stack. */
export interface TemplateFile extends InputFile {
  /** Identifies the file with its parameters. */
  readonly key: string;

  /** The path without links, because links to folders can create endless chains, or `-` for the standard input. */
  readonly realPath: string;

  /** The nested stack whose parameters apply. */
  readonly nestedStack?: NestedStack;

  /** The nested stack and the file of its parent stack, for messages. */
  readonly description?: string;
}

/** The file of a nested stack. */
export interface NestedTemplate {
  readonly stack: NestedStack;
  readonly file: TemplateFile;

  /** Why the file cannot be read, as the end of a sentence, and what to do. */
  readonly problem?: string;
}

/** The nested stacks of a file. */
export interface NestedTemplates {
  readonly nestedTemplates: readonly NestedTemplate[];

  /** The error if the file cannot be read, or contains other documents. */
  readonly error?: InputError;

  /** Whether the file contains templates that can be checked. */
  readonly isReadable: boolean;
}

/** A template with the settings for its check. */
export interface PreparedTemplate {
  readonly text: string;
  readonly parsed: ReadTemplate;
  readonly settings: Settings;
}

/** The text of a file, with its templates if they are kept. */
interface Source {
  readonly text: string;
  readonly templates?: readonly ReadTemplate[];

  /** The problem if the file also contains other documents. */
  readonly problem?: string;
}

/** Reads files and their nested stacks, once for all inputs that contain them. */
export class TemplateReader {
  private readonly sources = new Map<string, Source>();
  private readonly nestedTemplates = new Map<string, NestedTemplates>();

  /** The keys of the nested templates to check. */
  private readonly nestedKeys = new Set<string>();

  private keptLength = 0;

  constructor(
    private readonly settings: Settings,
    private readonly workingFolder: string,
  ) {}

  public createTemplateFile(input: InputFile): TemplateFile {
    const realPath = input.isStandardInput ? STANDARD_INPUT : this.findRealPath(input.name);
    return { ...input, key: JSON.stringify([input.name, realPath]), realPath };
  }

  /** Returns the absolute path without links. */
  public findRealPath(name: string): string {
    const file = this.resolve(name);
    return findStatus(file) ? fs.realpathSync(file) : file;
  }

  /** Reserves one of the nested templates that can be checked. Returns false if there are too many. */
  public reserve({ key }: TemplateFile): boolean {
    if (this.nestedKeys.size === MAX_NESTED_TEMPLATES && !this.nestedKeys.has(key)) {
      return false;
    }
    this.nestedKeys.add(key);
    return true;
  }

  /** Lists the nested stacks of a file with local templates. */
  public list(file: TemplateFile): NestedTemplates {
    return getOrCreate(this.nestedTemplates, file.key, () => {
      const error = this.load(file);
      return error ? { error, nestedTemplates: [], isReadable: false } : this.findNestedTemplates(file);
    });
  }

  private findNestedTemplates(file: TemplateFile): NestedTemplates {
    try {
      const stacks = this.read(file).flatMap(({ parsed, settings }) => listNestedStacks(parsed, settings.inputs));
      const { problem } = this.sources.get(file.realPath)!;
      return {
        nestedTemplates: stacks.map((stack) => this.findNestedTemplate(file, stack)),
        error: problem === undefined ? undefined : { file: file.name, message: problem },
        isReadable: true,
      };
    } catch (error) {
      return { error: createTemplateError(file, error), nestedTemplates: [], isReadable: false };
    }
  }

  /** Returns the templates of a file that was listed without an error. */
  public read(file: TemplateFile): PreparedTemplate[] {
    const { text, templates = readTemplates(text).templates } = this.sources.get(file.realPath)!;
    return templates.map((parsed) => ({ text, ...this.prepare(file, parsed) }));
  }

  /** Reads and parses a file. Returns the error if this is not possible. */
  private load(file: TemplateFile): InputError | undefined {
    try {
      getOrCreate(this.sources, file.realPath, () => this.parse(file.read()));
      return undefined;
    } catch (error) {
      const position = error instanceof TemplateSyntaxError ? error.position : undefined;
      return { file: file.name, message: formatReadError(error as Error), ...position };
    }
  }

  private parse(text: string): Source {
    const { templates, problem } = readTemplates(text);
    if (this.keptLength + text.length > MAX_KEPT_LENGTH) {
      return { text, problem };
    }
    this.keptLength += text.length;
    return { text, templates, problem };
  }

  private prepare({ nestedStack, description }: TemplateFile, parsed: ReadTemplate): Omit<PreparedTemplate, 'text'> {
    const { settings } = this;
    if (!nestedStack) {
      return { parsed, settings };
    }
    const { template, parameters } = applyParameters(parsed, nestedStack);
    const source = { description: description!, cause: nestedStack.cause };
    const inputs = { ...settings.inputs, parameters, nestedStack: source };
    return { parsed: template, settings: { ...settings, inputs } };
  }

  private findNestedTemplate(parent: TemplateFile, stack: NestedStack): NestedTemplate {
    const { location, locationProperty, logicalId, parameters, hasOtherParameters } = stack;
    const name = path.isAbsolute(location) ? location : path.join(path.dirname(parent.name), location);
    const realPath = this.findRealPath(name);
    const file: TemplateFile = {
      name,
      read: () => fs.readFileSync(realPath, 'utf8'),
      key: JSON.stringify([name, ...parameters, hasOtherParameters]),
      realPath,
      nestedStack: stack,
      description: `nested stack '${logicalId}' of ${parent.name}`,
    };
    return { stack, file, problem: findProblem(file, locationProperty) };
  }

  private resolve(name: string): string {
    return path.resolve(this.workingFolder, name);
  }
}

function findProblem({ realPath }: TemplateFile, locationProperty: string): string | undefined {
  const status = findStatus(realPath);
  if (!status?.isFile()) {
    return `was not found. Check '${locationProperty}'.`;
  }
  return status.size > MAX_NESTED_SIZE ? 'is larger than 1 MB, the maximum of CloudFormation.' : undefined;
}

/** Returns the status of a file. Invalid paths, and paths that are too long, have none. */
function findStatus(file: string): fs.Stats | undefined {
  try {
    return fs.statSync(file);
  } catch {
    return undefined;
  }
}

/**
 * Creates the error of a template that CloudFormation cannot evaluate.
 *
 * @throws all other errors
 */
export function createTemplateError({ name }: TemplateFile, error: unknown): InputError {
  if (!(error instanceof TextLengthError)) {
    throw error;
  }
  return { file: name, message: error.message };
}
