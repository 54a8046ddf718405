import { PrivateSubnet, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { synthesize } from '../templates';
import { ServerlessCache } from 'cdk-elasticache';

test('a cache uses the current default subnets when a subnet of the VPC was replaced', () => {
  const stack = new Stack();
  const subnetConfiguration = [{ name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }];
  const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, subnetConfiguration });
  new ServerlessCache(stack, 'Before', { vpc });
  const replacement = new PrivateSubnet(stack, 'Replacement', {
    vpcId: vpc.vpcId,
    availabilityZone: vpc.availabilityZones[1],
    cidrBlock: '10.0.255.0/24',
  });
  vpc.isolatedSubnets.splice(1, 1, replacement);

  new ServerlessCache(stack, 'After', { vpc, serverlessCacheName: 'after' });

  synthesize(stack).hasResourceProperties('AWS::ElastiCache::ServerlessCache', {
    ServerlessCacheName: 'after',
    SubnetIds: vpc.isolatedSubnets.map(({ subnetId }) => stack.resolve(subnetId)),
  });
});
