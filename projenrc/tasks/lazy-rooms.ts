import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';

/**
 * Rewrites the compiled `index.js` of every room so that a file is loaded when something of it is used, not when the library is required:
 * an app that makes one cache pays for one cache.
 */
const LIB = path.join(__dirname, '..', '..', 'lib');
const load = createRequire(__filename);
const EXPORT_STAR = /^__exportStar\(require\("(.+)"\), exports\);$/gm;

function indexes(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? indexes(file) : entry.name === 'index.js' ? [file] : [];
  });
}

/** What the modules export is asked of themselves, before any of them is rewritten. */
const rewritten = indexes(LIB).map((file) => {
  const code = fs.readFileSync(file, 'utf8').replace(EXPORT_STAR, (_line, module) => {
    const names = Object.keys(load(path.join(path.dirname(file), module))).filter(name => name !== '__esModule');
    return names.map(name => `lazy("${name}", () => require("${module}").${name});`).join('\n');
  });
  const lazy = 'const lazy = (name, get) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, get });\n';
  return { file, code: code.replace(/^Object\.defineProperty\(exports, "__esModule".*$/m, line => `${line}\n${lazy}`) };
});

for (const { file, code } of rewritten) { fs.writeFileSync(file, code); }
console.log(`${rewritten.length} rooms load what is used`);
