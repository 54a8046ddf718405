import * as alphaPackage from '@aws-cdk/aws-elasticache-alpha';
import { describePrograms, synthesizeProgram } from './program-comparison';
import type { Library } from './programs';
import { PROGRAMS } from './programs';
import * as ours from 'cdk-elasticache';

// Its engines are enums.
const alpha = alphaPackage as unknown as Library;

describePrograms(alpha, PROGRAMS);

test('creates as many ingress rules, which also open the reader port', () => {
  const rules = (library: Library) =>
    Object.values(synthesizeProgram(library, PROGRAMS['an instance with access'])).filter(
      ({ Type }) => Type === 'AWS::EC2::SecurityGroupIngress',
    );

  expect(rules(ours)).toHaveLength(rules(alpha).length);
  expect(rules(ours)[0].Properties).toMatchObject({ FromPort: 6379, ToPort: 6380 });
});
