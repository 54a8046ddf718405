import * as fs from 'fs';
import * as path from 'path';

/**
 * Removes the frames of this package at the beginning of a stack trace, so that it begins at the line of the user.
 * Keeps all frames in a bundle, in which the code of the user and of this package is in one file.
 *
 * @param header the lines before the first frame
 * @param limit the maximum number of frames to return
 * @param file the file with the code of this function
 */
export function removeInternalFrames(stack: string, header: string, limit: number, file = __filename): string {
  const frames = stack.slice(header.length).split('\n').slice(1);
  const folder = findCodeFolder(file);
  const firstUserFrame = folder === undefined ? 0 : frames.findIndex((frame) => !isInternalFrame(frame, folder));
  const start = Math.max(firstUserFrame, 0);
  return [header, ...frames.slice(start, start + limit)].join('\n');
}

/** Finds the folder `lib` or `src` of this package. A file in another package is a bundle of a user. */
function findCodeFolder(file: string): string | undefined {
  const folder = path.dirname(file);
  const manifest = path.join(folder, '..', 'package.json');
  if (fs.existsSync(manifest)) {
    return JSON.parse(fs.readFileSync(manifest, 'utf8')).name === 'cdk-elasticache' ? folder + path.sep : undefined;
  }
  const parent = path.dirname(folder);
  return parent === folder ? undefined : findCodeFolder(folder);
}

/** Whether a frame is of this package, or of the decorator that aws-cdk-lib puts around constructors. */
function isInternalFrame(frame: string, folder: string): boolean {
  return frame.includes(folder) || /[\\/]prop-injectable\./.test(frame);
}
