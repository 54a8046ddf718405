/** A resource that the L2 constructs do not support, so that it stays an L1 construct. */
export class UnsupportedResourceError extends Error {
  /** @param reason the reason as a clause */
  constructor(public readonly reason: string) {
    super(reason);
    this.name = 'UnsupportedResourceError';
  }
}
