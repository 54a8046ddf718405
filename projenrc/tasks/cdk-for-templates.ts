/**
 * The part of `aws-cdk-lib/core` that rules use, for templates. A template contains only JSON values, so only a text
 * can be a token.
 */
export class Token {
  public static isUnresolved(value: unknown): boolean {
    return typeof value === 'string' && value.includes('${Token[');
  }

  public static asString(value: unknown): string {
    return `\${Token[${JSON.stringify(value)}]}`;
  }
}

export class Tokenization {
  public static reverse(): undefined {
    return undefined;
  }
}

export class CfnDynamicReference {}
