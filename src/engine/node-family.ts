/**
 * The family of a node type, which determines its hardware.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export enum NodeFamily {
  /** General purpose nodes with AWS Graviton processors. */
  M8G = 'm8g',

  /** General purpose nodes with AWS Graviton processors. */
  M7G = 'm7g',

  /** General purpose nodes with AWS Graviton processors. */
  M6G = 'm6g',

  /** General purpose nodes with x86 processors. */
  M5 = 'm5',

  /** General purpose nodes with x86 processors. The family belongs to a previous generation. */
  M4 = 'm4',

  /** Burstable general purpose nodes with AWS Graviton processors. */
  T4G = 't4g',

  /** Burstable general purpose nodes with x86 processors. */
  T3 = 't3',

  /** Burstable general purpose nodes with x86 processors. New clusters cannot use this family. */
  T2 = 't2',

  /** Memory optimized nodes with AWS Graviton processors. */
  R8G = 'r8g',

  /** Memory optimized nodes with AWS Graviton processors. */
  R7G = 'r7g',

  /** Memory optimized nodes with AWS Graviton processors. */
  R6G = 'r6g',

  /** Memory optimized nodes with AWS Graviton processors and local SSD storage for data tiering. */
  R6GD = 'r6gd',

  /** Memory optimized nodes with x86 processors. */
  R5 = 'r5',

  /** Memory optimized nodes with x86 processors. The family belongs to a previous generation. */
  R4 = 'r4',

  /** Network optimized nodes with AWS Graviton processors. */
  C8GN = 'c8gn',

  /** Network optimized nodes with AWS Graviton processors. */
  C7GN = 'c7gn',
}
