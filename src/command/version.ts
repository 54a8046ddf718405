/** The version of the package, which the bundler inserts. */
export const VERSION: string = process.env.CDK_ELASTICACHE_VERSION ?? '0.0.0';
