import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import { checkAcknowledgements } from './check-acknowledgements';
import { createReport } from './plugin-report';
import type { RuleFinding } from './rule';
import { PLUGIN_NAME } from './rule-ids';
import { findTemplateError } from './template-object';
import { validateTemplate } from './validate-template';
import { ElastiCacheValidationError } from '../private/errors';

/** Properties for creating the validation plugin. */
export interface ElastiCacheRulesProps {
  /**
   * The reasons for acknowledged rules, by rule id, such as `cdk-elasticache::ServerlessCache.NameMissing`.
   *
   * The acknowledgments apply only to the findings of this plugin, which validates the templates of the app. Constructs
   * report errors before the plugin runs. To acknowledge errors of constructs, use
   * `Validations.of(scope).acknowledge()` or the context key `cdk-elasticache:acknowledgements`.
   *
   * @default - no rules are acknowledged
   */
  readonly acknowledgements?: { [ruleId: string]: string };
}

/**
 * A validation plugin that checks the ElastiCache resources in the synthesized templates of an app.
 *
 * The plugin also checks L1 constructs, properties that escape hatches change, and resources of other libraries.
 * Configurations that AWS rejects are errors, and the synthesis fails. Valid but risky configurations are warnings.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 * @example
 * // Checks all templates of the app.
 * Validations.of(this.node.root).addPlugins(new elasticache.ElastiCacheRules());
 */
export class ElastiCacheRules implements IPolicyValidationPlugin {
  /**
   * Checks the ElastiCache resources in a CloudFormation template from any source.
   *
   * Values that are available only during deployment are not validated. Rules that compare several resources match
   * resources by `Ref`, `Fn::GetAtt`, and equal names.
   *
   * @param template the template as an object, for example the result of `JSON.parse`
   * @returns the findings in the order of the template, or an empty list
   * @throws a validation error if the template is not an object, or contains itself
   */
  public static checkTemplate(template: any): RuleFinding[] {
    const error = findTemplateError(template);
    if (error !== undefined) {
      throw new ElastiCacheValidationError('Cannot check the template', [error]);
    }
    return validateTemplate(template);
  }

  /** The name of the plugin, which is also the prefix of rule ids in acknowledgments: `cdk-elasticache::<rule>`. */
  public readonly name: string = PLUGIN_NAME;

  private readonly acknowledgements: { [ruleId: string]: string };

  /**
   * Creates the validation plugin.
   *
   * @param props the acknowledgments of the plugin
   * @throws a validation error if an acknowledged rule is unknown or cannot be acknowledged, or if a reason is empty
   */
  constructor(props: ElastiCacheRulesProps = {}) {
    this.acknowledgements = { ...props.acknowledgements };
    const errors = checkAcknowledgements(this.acknowledgements);
    if (errors.length > 0) {
      throw new ElastiCacheValidationError('Cannot create ElastiCacheRules', errors);
    }
  }

  /**
   * Validates the synthesized templates of the app. The CDK calls this method at the end of synthesis.
   *
   * @param context the app and the paths of its templates
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return createReport(context, this.acknowledgements);
  }
}
