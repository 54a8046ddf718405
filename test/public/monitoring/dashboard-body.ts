import type { Stack } from 'aws-cdk-lib/core';
import { propertiesOf } from '../templates';

/** Parses the body of the stack's dashboard. References are replaced by "name". */
export function parseDashboardBody(stack: Stack): any {
  const { DashboardBody } = propertiesOf(stack, 'AWS::CloudWatch::Dashboard');
  const joined =
    typeof DashboardBody === 'string'
      ? DashboardBody
      : DashboardBody['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : 'name')).join('');
  return JSON.parse(joined);
}
