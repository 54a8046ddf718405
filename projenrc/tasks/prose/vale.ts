import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const MODULE = 'github.com/vale-cli/vale/v3/cmd/vale';
const VERSION = 'v3.21.0';

/** A finding of Vale. */
export interface Alert {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Evaluates the rules of `.vale.ini` on Markdown files. */
export function runVale(files: readonly string[]): Alert[] {
  const output = execFileSync(installVale(), ['--no-global', '--no-exit', '--output=JSON', ...files], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return Object.entries<any[]>(JSON.parse(output)).flatMap(([file, alerts]) =>
    alerts.map(({ Line, Check, Severity, Message }) => ({
      file,
      line: Line,
      rule: Check,
      severity: Severity,
      message: Message.replaceAll('|', ', '),
    })),
  );
}

/** Compiles Vale once, which takes some minutes, and returns the path of the program. */
function installVale(): string {
  const folder = path.resolve('.vale', 'bin', VERSION);
  const program = path.join(folder, 'vale');
  if (!fs.existsSync(program)) {
    console.log(`Compiling Vale ${VERSION}, which takes some minutes`);
    // Vale contains C code, whose warnings are not of interest here.
    const env = { ...process.env, GOBIN: folder, CGO_CFLAGS: '-w' };
    execFileSync('go', ['install', `${MODULE}@${VERSION}`], { env, stdio: 'inherit' });
  }
  return program;
}
