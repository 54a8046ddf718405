/** The parameters of ModifyReplicationGroup that change authentication. */
export interface Modification {
  readonly authToken?: string;
  readonly strategy?: string;
  readonly userGroupIds: readonly string[];
}

/**
 * The AUTH tokens of a replication group: the current one, and after a rotation the previous one.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
 */
export class AuthTokens {
  public lastModified?: Date;

  constructor(private tokens: readonly string[]) {}

  /** The valid tokens, the current one first. */
  public get valid(): readonly string[] {
    return this.tokens;
  }

  /**
   * Adds a token and keeps the current one, as the strategy `ROTATE` does, which is the default. An older token becomes
   * invalid.
   */
  public rotate(token: string) {
    this.replaceAll([token, ...this.tokens].slice(0, 2));
  }

  public replaceAll(tokens: readonly string[]) {
    this.tokens = tokens;
    this.lastModified = new Date();
  }

  /**
   * Returns the tokens after a modification: `ROTATE` adds a token, `SET` replaces all, and `DELETE` removes them when
   * a user group is added.
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
    const endsRotation = this.tokens.length === 2 && authToken === current;
    const canSet = !current || endsRotation;
    if (strategy === 'SET' && authToken && canSet) {
      return [authToken];
    }
    throw new Error(`AuthTokenUpdateStrategy ${strategy} does not fit ${this.tokens.length} tokens.`);
  }
}
