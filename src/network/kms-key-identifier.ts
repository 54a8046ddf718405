import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { throwValueErrors } from '../private/errors';

/**
 * The value in the template that identifies the AWS KMS key of a cache: the id of the key, its ARN, or another
 * identifier, such as an alias.
 *
 * @example
 * elasticache.KmsKeyIdentifier.ARN;
 * elasticache.KmsKeyIdentifier.of('alias/cache');
 */
export class KmsKeyIdentifier {
  /** The id of `kmsKey`, which is only valid in the account and Region of the key. */
  public static readonly ID = new KmsKeyIdentifier('id');

  /** The ARN of `kmsKey`. */
  public static readonly ARN = new KmsKeyIdentifier('arn');

  /**
   * Returns an identifier that the template contains exactly as specified. Use it for an existing cache whose template
   * contains an alias, the ARN of an alias, or a value that is unknown at synthesis, such as a parameter.
   *
   * You do not have to specify `kmsKey` with this identifier. If you omit `kmsKey`, the attribute `kmsKey` of the cache
   * is not set, because the ARN of the key is unknown.
   *
   * Throws an error if the value is empty.
   *
   * @param value the value of the CloudFormation property `KmsKeyId`
   */
  public static of(value: string): KmsKeyIdentifier {
    if (value === '') {
      throwValueErrors('KmsKeyIdentifier.of', [
        "'value' must not be empty. Use the value of 'KmsKeyId' in the template of the cache.",
      ]);
    }
    return new KmsKeyIdentifier('value', value);
  }

  /**
   * Creates an identifier.
   *
   * @param kind the attribute of the key, or a value
   * @param value the value of the CloudFormation property `KmsKeyId`, not set for `ID` and `ARN`
   */
  private constructor(
    private readonly kind: 'id' | 'arn' | 'value',
    public readonly value?: string,
  ) {}

  /** Returns a description of the identifier. */
  public toString(): string {
    return this.value ?? this.kind;
  }

  /**
   * Renders the value of the CloudFormation property.
   *
   * @internal
   */
  public _render(key: IKeyRef['keyRef'] | undefined): string | undefined {
    return this.value ?? (this.kind === 'arn' ? key?.keyArn : key?.keyId);
  }
}
