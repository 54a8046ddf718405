import * as fs from 'fs';
import * as path from 'path';
import { CommandError } from './command-error';
import { parseParameterValues } from './parameter-file';
import { readValueFile } from './value-file';
import { findClosest } from '../private/text';
import type { ParameterValues } from '../template/template-evaluator';
import { isObject } from '../template/values';

/** The names of configuration files. The command reads the first one that exists in the working folder. */
const DEFAULT_FILES = ['.cdk-elasticache.yaml', '.cdk-elasticache.yml', '.cdk-elasticache.json'];

const KEYS = ['ignore', 'parameters', 'existing', 'format'];

/** The configuration file of the command. */
export interface Config {
  readonly file: string;

  /** The reasons for ignored rules, by rule id. They are not validated. */
  readonly ignore: Readonly<Record<string, unknown>>;
  readonly parameters: ParameterValues;
  readonly existing: boolean;
  readonly format?: string;
}

const EMPTY: Config = { file: '', ignore: {}, parameters: new Map(), existing: false };

/**
 * Reads the configuration file.
 *
 * @param file the path of the file. By default, the file in the working folder, if it exists.
 * @throws CommandError if the file cannot be read or is not valid
 */
export function readConfig(workingFolder: string, file: string | undefined): Config {
  const existingFile = file ?? DEFAULT_FILES.find((name) => fs.existsSync(path.join(workingFolder, name)));
  if (existingFile === undefined) {
    return EMPTY;
  }
  const value = readValueFile(workingFolder, existingFile) ?? {};
  if (!isObject(value)) {
    throw new CommandError([`${existingFile}: The configuration must be an object with the keys ${KEYS.join(', ')}.`]);
  }
  const errors = checkConfig(value);
  if (errors.length > 0) {
    throw new CommandError(errors.map((error) => `${existingFile}: ${error}`));
  }
  return {
    file: existingFile,
    ignore: value.ignore === undefined ? {} : (value.ignore as Record<string, unknown>),
    parameters: value.parameters === undefined ? new Map() : parseParameterValues(value.parameters, existingFile),
    existing: value.existing === true,
    format: value.format as string | undefined,
  };
}

function checkConfig(value: Readonly<Record<string, unknown>>): string[] {
  const { ignore, existing } = value;
  const unknownKeys = Object.keys(value).filter((key) => !KEYS.includes(key));
  const errors = unknownKeys.map((key) => {
    const closest = findClosest(key, KEYS);
    return `Unknown key: ${key}. ${closest ? `Use ${closest}.` : `Use ${KEYS.join(', ')}.`}`;
  });
  if (ignore !== undefined && !isObject(ignore)) {
    errors.push(
      `'ignore' must be an object with a reason for each rule id, but got ${JSON.stringify(ignore)}. Specify a reason for each rule id.`,
    );
  }
  if (existing !== undefined && typeof existing !== 'boolean') {
    errors.push(`'existing' must be true or false, but got ${JSON.stringify(existing)}. Use true or false.`);
  }
  return errors;
}
