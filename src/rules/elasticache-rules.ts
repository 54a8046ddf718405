import type { RuleFinding } from './finding';

/**
 * The rules of ElastiCache: what AWS refuses, and what works but bites, found in a template before it is deployed.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.html
 */
export class ElastiCacheRules {
  /**
   * Checks a CloudFormation template, whatever made it.
   *
   * Values that are known only at deployment are not judged; what resources have to do with one another is followed by `Ref`, `Fn::GetAtt` and
   * equal names.
   *
   * @param template the template as an object, as `JSON.parse` gives it
   * @returns what is wrong, in the order of the template; nothing when all is well
   */
  public static checkTemplate(template: any): RuleFinding[] {
    return (require('./check-template') as typeof import('./check-template')).checkTemplate(template);
  }
}
