import * as cdk from 'aws-cdk-lib';
import * as constructs from 'constructs';
import * as ts from 'typescript';
import { synthesizeInvalid } from '../../../public/templates';
import * as elasticache from 'cdk-elasticache';

/** The modules that the code imports. They are loaded when the code uses them. */
const LOADERS: Readonly<Record<string, () => unknown>> = {
  'aws-cdk-lib': () => cdk,
  'aws-cdk-lib/aws-ec2': () => cdk.aws_ec2,
  'aws-cdk-lib/aws-elasticache': () => cdk.aws_elasticache,
  'aws-cdk-lib/aws-events': () => cdk.aws_events,
  'aws-cdk-lib/aws-kinesisfirehose': () => cdk.aws_kinesisfirehose,
  'aws-cdk-lib/aws-kms': () => cdk.aws_kms,
  'aws-cdk-lib/aws-logs': () => cdk.aws_logs,
  'aws-cdk-lib/aws-s3': () => cdk.aws_s3,
  'aws-cdk-lib/aws-sns': () => cdk.aws_sns,
  'cdk-elasticache': () => elasticache,
  constructs: () => constructs,
};

/** Runs the code, and returns the class that it exports. */
export function loadResources(code: string): new (scope: constructs.Construct, id: string) => constructs.Construct {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: any = {};
  new Function('require', 'exports', outputText)((name: string) => LOADERS[name](), exports);
  return exports.ElastiCacheResources;
}

/** Runs the code in a stack, and returns the template of the stack. */
export function synthesizeCode(code: string): any {
  const ElastiCacheResources = loadResources(code);
  const stack = new cdk.Stack(new cdk.App(), 'Stack');
  new ElastiCacheResources(stack, 'ElastiCache');
  // Existing caches can have node types and versions that the rules reject for new ones.
  return synthesizeInvalid(stack).toJSON();
}

/** Lists the type errors of files with the code. */
export function findTypeErrors(files: Readonly<Record<string, string>>, options: ts.CompilerOptions): string[] {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name in files || fileExists(name);
  host.readFile = (name) => files[name] ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) =>
    name in files ? ts.createSourceFile(name, files[name], target) : getSourceFile(name, target, ...rest);
  const program = ts.createProgram(Object.keys(files), options, host);
  return Object.keys(files)
    .flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}
