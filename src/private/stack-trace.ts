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
  const isBundle = !/[\\/]private[\\/]stack-trace\.[jt]s$/.test(file);
  const packageFolder = path.dirname(path.dirname(file)) + path.sep;
  const firstUserFrame = isBundle ? 0 : frames.findIndex((frame) => !isInternalFrame(frame, packageFolder));
  const start = Math.max(firstUserFrame, 0);
  return [header, ...frames.slice(start, start + limit)].join('\n');
}

/** Whether a frame is of this package, or of the decorator that aws-cdk-lib puts around constructors. */
function isInternalFrame(frame: string, packageFolder: string): boolean {
  return frame.includes(packageFolder) || /[\\/]prop-injectable\./.test(frame);
}
