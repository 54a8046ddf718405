/** What the API can be asked to change. */
export interface Modification {
  readonly authToken?: string;
  readonly strategy?: string;
  readonly userGroupIds: readonly string[];
}

/**
 * The AUTH tokens of a replication group: the current one, and the one before it after a rotation.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
 */
export class AuthTokens {
  public lastModified?: Date;

  constructor(private tokens: readonly string[]) {}

  /** The tokens that are let in, the current one first. */
  public get valid(): readonly string[] {
    return this.tokens;
  }

  /**
   * Another token beside the current one, which is what the API does when it is told no strategy; a token before the
   * current one ends.
   */
  public rotate(token: string) {
    this.replaceAll([token, ...this.tokens].slice(0, 2));
  }

  public replaceAll(tokens: readonly string[]) {
    this.tokens = tokens;
    this.lastModified = new Date();
  }

  /**
   * What they are to become: with another token beside the current one or in place of both, or none where users take
   * their place.
   */
  public resolveModification({ authToken, strategy = 'ROTATE', userGroupIds }: Modification): readonly string[] {
    const [current] = this.tokens;
    if (userGroupIds.length > 0) {
      if (current && strategy !== 'DELETE') {
        throw new Error('A group with an AUTH token takes users with AuthTokenUpdateStrategy DELETE.');
      }
      return [];
    }
    if (strategy === 'ROTATE' && authToken && current) {
      return [authToken, current];
    }
    if (strategy === 'SET' && authToken && (!current || (this.tokens.length === 2 && authToken === current))) {
      return [authToken];
    }
    throw new Error(`AuthTokenUpdateStrategy ${strategy} does not fit ${this.tokens.length} tokens.`);
  }
}
