import * as fs from 'fs';
import * as path from 'path';

/**
 * Removes the frames of this package from the top of a stack trace, so that the trace starts in the code of the user.
 * Keeps all frames if the app is bundled, because the bundle has the app and this package in one file.
 *
 * @param header the lines before the first frame
 * @param limit the maximum number of frames to return
 * @param file the file that contains this function, by default the current file
 */
export function removeInternalFrames(stack: string, header: string, limit: number, file?: string): string {
  const frames = stack.slice(header.length).split('\n').slice(1);
  const folder = tryToFindCodeFolder(file);
  const firstUserFrame = folder === undefined ? 0 : frames.findIndex((frame) => !isInternalFrame(frame, folder));
  const start = Math.max(firstUserFrame, 0);
  return [header, ...frames.slice(start, start + limit)].join('\n');
}

/**
 * Finds the folder of the code, unless this fails: a bundle that is an ECMAScript module has no `__filename`, and
 * `package.json` can be unreadable. The trace belongs to an error that must not be replaced by another one.
 */
function tryToFindCodeFolder(file: string | undefined): string | undefined {
  try {
    return findCodeFolder(file ?? __filename);
  } catch {
    return undefined;
  }
}

/** Finds the folder `lib` or `src` of this package. Returns undefined if the code is in the bundle of an app. */
function findCodeFolder(file: string): string | undefined {
  const folder = path.dirname(file);
  const manifest = path.join(folder, '..', 'package.json');
  if (fs.existsSync(manifest)) {
    return JSON.parse(fs.readFileSync(manifest, 'utf8')).name === 'cdk-elasticache' ? folder + path.sep : undefined;
  }
  const parent = path.dirname(folder);
  return parent === folder ? undefined : findCodeFolder(folder);
}

/** Whether a frame belongs to this package, or to the decorator with which aws-cdk-lib wraps constructors. */
function isInternalFrame(frame: string, folder: string): boolean {
  return frame.includes(folder) || /[\\/]prop-injectable\./.test(frame);
}
