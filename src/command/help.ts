import { formatOptions } from './options';

/** The help of the command. */
export const HELP = `Usage: cdk-elasticache-check [options] <path>…
       cdk-elasticache-check --list-rules [<type or text>…]
       cdk-elasticache-check adopt [options] <template> [logicalId…]

Checks the Amazon ElastiCache resources in CloudFormation templates in JSON or YAML.
Configurations that AWS rejects are errors. Valid but risky configurations are warnings.

A path is a template, a folder, a pattern with *, **, and ?, or - for the standard input.
For a folder, such as cdk.out, checks all *.template.json, *.template.yaml, and *.template.yml
files in the folder and its subfolders.

The command adopt prints the constructs for the resources of a deployed template. To print
its help, run cdk-elasticache-check adopt --help.

Options:
${formatOptions()}

Exit codes:
  0  No errors.
  1  At least one error.
  2  A file cannot be read, or the arguments are invalid.
`;
