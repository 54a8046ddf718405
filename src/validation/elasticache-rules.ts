import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import { PLUGIN_NAME } from './acknowledgements';
import { createReport } from './plugin-report';
import type { RuleFinding } from './rule';
import { checkAcknowledgements } from './validate-acknowledgements';
import { validateTemplate } from './validate-template';
import { ElastiCacheValidationError } from '../private/errors';

/** Properties of the validation plugin. */
export interface ElastiCacheRulesProps {
  /**
   * The reasons for acknowledged rules, by rule id.
   *
   * They apply to the findings of this plugin, which validates the templates of the app. Constructs report their own
   * errors earlier. Acknowledge those with `Validations.of(scope).acknowledge()` or with the context key
   * `cdk-elasticache:acknowledgements`.
   *
   * @default - none
   */
  readonly acknowledgements?: { [ruleId: string]: string };
}

/**
 * The rules of ElastiCache: what AWS refuses, and what works but bites, found before it is deployed.
 *
 * As a validation plugin it checks every resource of ElastiCache in the finished templates of an app: raw L1
 * constructs, escape hatches, other libraries. Errors fail the synthesis, warnings are told.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 * @example
 * Validations.of(this.node.root).addPlugins(new elasticache.ElastiCacheRules()); // the whole app
 */
export class ElastiCacheRules implements IPolicyValidationPlugin {
  /**
   * Checks a CloudFormation template, whatever made it.
   *
   * Values that are known only at deployment are not judged; what resources have to do with one another is followed by
   * `Ref`, `Fn::GetAtt` and equal names.
   *
   * @param template the template as an object, as `JSON.parse` gives it
   * @returns what is wrong, in the order of the template; nothing when all is well
   */
  public static checkTemplate(template: any): RuleFinding[] {
    return validateTemplate(template);
  }

  /** The name of the plugin, with which its findings are acknowledged: `cdk-elasticache::<rule>`. */
  public readonly name: string = PLUGIN_NAME;

  private readonly acknowledgements: { [ruleId: string]: string };

  /** @throws an error for acknowledgements of rules that do not exist, or that cannot be acknowledged */
  constructor(props: ElastiCacheRulesProps = {}) {
    this.acknowledgements = { ...props.acknowledgements };
    const errors = checkAcknowledgements(this.acknowledgements);
    if (errors.length > 0) {
      throw new ElastiCacheValidationError('Cannot create ElastiCacheRules', errors);
    }
  }

  /**
   * Called by the CDK when the templates of the app are finished.
   *
   * @param context where the templates are
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return createReport(context, this.acknowledgements);
  }
}
