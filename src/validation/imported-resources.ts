import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { UNKNOWN } from '../private/tokens';

/** Reads the L1 props that the attributes of an imported resource contain. */
type ReadProperties = (resource: any) => object;

/** The functions that read imported resources of other services, by CloudFormation type. */
const READERS: ReadonlyMap<string, ReadProperties> = new Map<string, ReadProperties>([
  ['AWS::EC2::SecurityGroup', () => ({})],
  ['AWS::EC2::Subnet', readSubnet],
  ['AWS::KMS::Key', () => ({})],
  ['AWS::S3::Bucket', readBucket],
  ['AWS::SNS::Topic', readTopic],
]);

/** Returns the L1 props of an imported resource, or undefined if rules do not read imported resources of its type. */
export function readImportedResource(construct: IConstruct, type: string): object | undefined {
  return READERS.get(type)?.(construct);
}

/** Returns the Availability Zone of a subnet, or undefined for a subnet that is imported without one. */
export function findZone(subnet: ec2.ISubnet): string | undefined {
  try {
    return subnet.availabilityZone;
  } catch {
    return undefined;
  }
}

function readSubnet(subnet: ec2.ISubnet): object {
  const { vpcId } = subnet.node.scope as Partial<ec2.IVpc>;
  return { availabilityZone: findZone(subnet), vpcId, ipv6Native: UNKNOWN };
}

function readTopic({ masterKey, fifo }: sns.ITopic): object {
  return { kmsMasterKeyId: masterKey?.keyArn, fifoTopic: fifo };
}

function readBucket({ encryptionKey }: s3.IBucket): object {
  const sseAlgorithm = encryptionKey ? 'aws:kms' : UNKNOWN;
  return {
    bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm } }] },
  };
}
