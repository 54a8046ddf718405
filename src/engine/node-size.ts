/**
 * The size of a node type.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export enum NodeSize {
  /** The `micro` size. */
  MICRO = 'micro',

  /** The `small` size. */
  SMALL = 'small',

  /** The `medium` size. */
  MEDIUM = 'medium',

  /** The `large` size. */
  LARGE = 'large',

  /** The `xlarge` size. */
  XLARGE = 'xlarge',

  /** The `2xlarge` size. */
  XLARGE2 = '2xlarge',

  /** The `4xlarge` size. */
  XLARGE4 = '4xlarge',

  /** The `8xlarge` size. */
  XLARGE8 = '8xlarge',

  /** The `10xlarge` size. */
  XLARGE10 = '10xlarge',

  /** The `12xlarge` size. */
  XLARGE12 = '12xlarge',

  /** The `16xlarge` size. */
  XLARGE16 = '16xlarge',

  /** The `24xlarge` size. */
  XLARGE24 = '24xlarge',
}
