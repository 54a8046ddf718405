/** An error in the arguments, in the configuration file, or in an input of the command. */
export class CommandError extends Error {
  /** @param errors the problems as sentences */
  constructor(public readonly errors: readonly string[]) {
    super(errors.join('\n'));
    this.name = 'CommandError';
  }
}
