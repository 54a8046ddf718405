/** A writable stream, for example `process.stdout`. */
export interface OutputStream {
  /** Whether the stream is a terminal. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What the command reads and writes. */
export interface CommandEnvironment {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly variables: Readonly<Record<string, string | undefined>>;

  /** The folder of relative paths and of the configuration file. */
  readonly workingFolder: string;

  /** Reads the standard input. */
  readInput(): string;
}

/** How a format can use the output stream. */
export interface OutputCapabilities {
  /** Whether a person reads the output. */
  readonly isTerminal: boolean;
  readonly hasColors: boolean;
}

/** Colors are only for terminals, and can be disabled with the environment variable `NO_COLOR`. */
export function readCapabilities({ stdout, variables }: CommandEnvironment): OutputCapabilities {
  const isTerminal = stdout.isTTY === true;
  return { isTerminal, hasColors: isTerminal && !variables.NO_COLOR };
}

/** The escape sequences of text styles. */
const STYLES = { error: '\u001b[31m', warning: '\u001b[33m', dim: '\u001b[2m', bold: '\u001b[1m' } as const;

const RESET = '\u001b[0m';

/** Applies a style to a text, if the output has colors. */
export function applyStyle(text: string, style: keyof typeof STYLES, { hasColors }: OutputCapabilities): string {
  return hasColors ? `${STYLES[style]}${text}${RESET}` : text;
}

/** Line breaks, escape sequences, and other characters that change how a terminal or a CI server reads a text. */
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Replaces control characters by their escape sequences in JSON, so that a text is one line. */
export function escapeControlCharacters(text: string): string {
  return text.replace(CONTROL_CHARACTERS, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return character === '\n' ? '\\n' : `\\u${code}`;
  });
}

/** Ignores the error of a stream whose reader has ended, for example `head`. */
export function ignoreClosedPipe(stream: Pick<NodeJS.WriteStream, 'on'>): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
}
