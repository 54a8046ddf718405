import type { IConstruct } from 'constructs';

/**
 * A configuration that AWS would refuse, told before it is deployed.
 *
 * Users meet it as a thrown error; `faults` holds each fault for programs that want them one by one.
 */
export class ConfigurationError extends Error {
  constructor(
    message: string,
    public readonly faults: readonly string[],
  ) {
    super(message);
    this.name = 'ElastiCacheConfigurationError';
  }
}

/** Refuses a single value where it is born: the stack trace points at the user's own line. */
export function failValue(fault: string): never {
  throw new ConfigurationError(fault, [fault]);
}

/** Refuses a construct, with everything that is wrong about it. */
export function failAt(scope: IConstruct, faults: readonly string[]): never {
  throw new ConfigurationError(
    `${scope.constructor.name} '${scope.node.path}' cannot be built:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    faults,
  );
}
