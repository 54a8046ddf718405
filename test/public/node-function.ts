import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Creates a Node.js function, which can be the client of a cache. */
export function nodeFunction(scope: Construct, id: string, props: Partial<lambda.FunctionProps>): lambda.Function {
  return new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports'),
    ...props,
  });
}
