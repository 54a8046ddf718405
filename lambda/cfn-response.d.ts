/**
 * The module that AWS Lambda adds to functions with inline code.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html
 */
declare module 'cfn-response' {
  export const SUCCESS: string;
  export const FAILED: string;

  export function send(
    event: object,
    context: object,
    status: string,
    data?: object,
    physicalResourceId?: string,
    noEcho?: boolean,
    reason?: string,
  ): Promise<void>;
}
