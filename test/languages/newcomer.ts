import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute, Python, ROOT, TypeScript, wheel, tarball } from './language';

/**
 * Follows the first steps of the README to the letter in a folder that has nothing, but for the package, which comes
 * from this machine.
 */
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The first block of a language below a heading. */
function block(language: string): string {
  const section = README.slice(README.indexOf('## The first cache'));
  const found = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(section);
  if (!found) {
    throw new Error(`The README has no first steps in ${language}`);
  }
  return found[1];
}

/** The commands of the README, of which all but the last install. */
function steps(language: string, file: string): { install: string[]; synth: string } {
  const commands = block(`sh ${language}`)
    .trim()
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').replace(/(?<= )cdk-elasticache(?= |$)/, file));
  return { install: commands.slice(0, -1), synth: commands[commands.length - 1] };
}

function seconds(work: () => void): string {
  const start = performance.now();
  work();
  return ((performance.now() - start) / 1000).toFixed(1).padStart(6);
}

for (const { language, program, file, built, name } of [
  { language: 'TypeScript', program: 'ts nofixture', file: tarball(), built: new TypeScript(), name: 'shop.ts' },
  { language: 'Python', program: 'python', file: wheel(), built: new Python(), name: 'shop.py' },
]) {
  if (!existsSync(file)) {
    built.pack();
  }
  const folder = mkdtempSync(join(tmpdir(), 'newcomer-'));
  try {
    const shell = (command: string) => execute(folder, 'bash', ['-ec', command], { CDK_VALIDATION: 'true' });
    const { install, synth } = steps(language, file);
    const installed = seconds(() => {
      install.forEach(shell);
    });
    writeFileSync(join(folder, name), block(program));
    let template = '';
    const synthesised = seconds(() => {
      template = shell(synth);
    });
    if (!template.includes('AWS::ElastiCache::ServerlessCache')) {
      throw new Error(`No cache in the template:\n${template}`);
    }
    console.log(
      `${language.padEnd(10)} install ${installed} s, first synthesis ${synthesised} s, again ${seconds(() => {
        shell(synth);
      })} s`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
