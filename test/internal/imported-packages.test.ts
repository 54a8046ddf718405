import { isBuiltin } from 'module';
import * as path from 'path';
import { buildSync } from 'esbuild';

const SOURCES = path.join(__dirname, '..', '..', 'src');

/** Lists the packages that a file and its imports load, at once or later. */
function listPackages(file: string): string[] {
  const { metafile } = buildSync({
    entryPoints: [path.join(SOURCES, file)],
    outfile: 'bundle.js',
    bundle: true,
    packages: 'external',
    platform: 'node',
    metafile: true,
    write: false,
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map((imported) => imported.path));
  const packages = imports.filter((name) => !isBuiltin(name)).map((name) => name.split('/')[0]);
  return [...new Set(packages)].sort();
}

test('the library loads no packages except for its peers, and no YAML parser', () => {
  expect(listPackages('index.ts')).toEqual(['aws-cdk-lib', 'constructs']);
});

test('the command loads the YAML parser', () => {
  expect(listPackages('command/bin.ts')).toEqual(['aws-cdk-lib', 'yaml']);
});
