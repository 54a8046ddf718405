import * as fs from 'fs';
import * as path from 'path';
import { CommandError } from './command-error';
import { parseTemplates } from '../template/parse-template';

/**
 * Reads a file in JSON or YAML, with the scalars that templates have: `8.0` remains a text.
 *
 * @throws CommandError if the file cannot be read
 */
export function readValueFile(workingFolder: string, file: string): unknown {
  try {
    const [document] = parseTemplates(fs.readFileSync(path.resolve(workingFolder, file), 'utf8'));
    return document?.template;
  } catch (error) {
    throw new CommandError([`${file}: ${formatReadError(error as NodeJS.ErrnoException)}`]);
  }
}

/** Formats an error of the file system or of a parser. */
export function formatReadError({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ENOENT' ? 'The file does not exist. Check the path.' : message;
}
