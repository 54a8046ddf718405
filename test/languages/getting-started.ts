import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from './language';
import { Python, TypeScript, getWheelPath } from './language';
import { getNpmTarball, ROOT, runCommand } from '../package/npm-package';

/* Runs the getting-started steps of the README in an empty folder, with the package from this checkout. */
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** Extracts the first code block of a language in the getting-started section. */
function extractCodeBlock(language: string): string {
  const section = README.slice(README.indexOf('## The first cache'));
  const found = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(section);
  if (!found) {
    throw new Error(`The README has no first steps in ${language}`);
  }
  return found[1];
}

/** Extracts the commands of the README. The last one synthesizes, the others install. */
function extractSteps(language: string, file: string): { install: string[]; synth: string } {
  const commands = extractCodeBlock(`sh ${language}`)
    .trim()
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').replace(/(?<= )cdk-elasticache(?= |$)/, file));
  return { install: commands.slice(0, -1), synth: commands[commands.length - 1] };
}

function measureSeconds(work: () => void): string {
  const start = performance.now();
  work();
  return ((performance.now() - start) / 1000).toFixed(1).padStart(6);
}

interface GettingStarted {
  readonly title: string;
  readonly language: Language;
  readonly getPackageFile: () => string;
  /** The language of the code block in the README. */
  readonly codeBlock: string;
  readonly programFile: string;
}

const LANGUAGES: readonly GettingStarted[] = [
  {
    title: 'TypeScript',
    language: new TypeScript(),
    getPackageFile: getNpmTarball,
    codeBlock: 'ts nofixture',
    programFile: 'shop.ts',
  },
  {
    title: 'Python',
    language: new Python(),
    getPackageFile: getWheelPath,
    codeBlock: 'python',
    programFile: 'shop.py',
  },
];

/** Follows the steps in an empty folder, and prints how long each takes. */
function run({ title, language, getPackageFile, codeBlock, programFile }: GettingStarted) {
  language.pack();
  const folder = mkdtempSync(join(tmpdir(), 'getting-started-'));
  const shell = (command: string) => runCommand(folder, 'bash', ['-ec', command], { CDK_VALIDATION: 'true' });
  const { install, synth } = extractSteps(title, getPackageFile());
  try {
    const installTime = measureSeconds(() => {
      install.forEach(shell);
    });

    writeFileSync(join(folder, programFile), extractCodeBlock(codeBlock));
    let template = '';
    const firstTime = measureSeconds(() => {
      template = shell(synth);
    });
    if (!template.includes('AWS::ElastiCache::ServerlessCache')) {
      throw new Error(`No cache in the template:\n${template}`);
    }
    const secondTime = measureSeconds(() => {
      shell(synth);
    });

    console.log(`${title.padEnd(10)} install ${installTime} s, first synthesis ${firstTime} s, again ${secondTime} s`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

LANGUAGES.forEach(run);
