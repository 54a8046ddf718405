/**
 * The size of a node type.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export enum NodeSize {
  /** The size micro. */
  MICRO = 'micro',

  /** The size small. */
  SMALL = 'small',

  /** The size medium. */
  MEDIUM = 'medium',

  /** The size large. */
  LARGE = 'large',

  /** The size xlarge. */
  XLARGE = 'xlarge',

  /** The size 2xlarge. */
  XLARGE2 = '2xlarge',

  /** The size 4xlarge. */
  XLARGE4 = '4xlarge',

  /** The size 8xlarge. */
  XLARGE8 = '8xlarge',

  /** The size 10xlarge. */
  XLARGE10 = '10xlarge',

  /** The size 12xlarge. */
  XLARGE12 = '12xlarge',

  /** The size 16xlarge. */
  XLARGE16 = '16xlarge',

  /** The size 24xlarge. */
  XLARGE24 = '24xlarge',
}
