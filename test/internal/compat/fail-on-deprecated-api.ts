const { warn } = console;

/** Fails if the library calls a deprecated function of aws-cdk-lib, because users would get the warning. */
console.warn = (...texts: unknown[]) => {
  const message = texts.join(' ');
  if (message.includes(' is deprecated, ') && /[\\/]src[\\/]/.test(findCaller())) {
    throw new Error(message);
  }
  warn(...texts);
};

/**
 * Finds the caller of the deprecated function in the stack trace. The trace lists the module that prints the warning,
 * the function, and its caller.
 */
function findCaller(): string {
  const [, functionsBelow = ''] = /[^]*\.warnings\.jsii\.js.*\n([^]*)/.exec(new Error().stack!) ?? [];
  const [, caller = ''] = functionsBelow.split('\n');
  return caller;
}
