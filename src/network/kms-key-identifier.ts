/** How the template of a cache identifies its AWS KMS key. */
export enum KmsKeyIdentifier {
  /** The id of the key, which is only valid in the account and Region of the key. */
  ID = 'id',

  /** The ARN of the key. */
  ARN = 'arn',
}
