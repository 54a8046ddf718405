import { Annotations, Match } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib/core';
import { assertMessageForm } from './message-form';

/** Finds the messages of the annotations at a level, and checks the form of each. */
export function annotationsOf(stack: Stack, level: 'error' | 'warning'): string[] {
  const annotations = Annotations.fromStack(stack);
  const any = Match.stringLikeRegexp('.');
  const found = level === 'error' ? annotations.findError('*', any) : annotations.findWarning('*', any);
  const messages = found.map(({ entry }) => entry.data as string);
  messages.filter((message) => message.includes('[ack: cdk-elasticache::')).forEach(assertMessageForm);
  // Imported VPCs without route tables have warnings.
  return messages.filter((message) => !message.includes('@aws-cdk/aws-ec2:'));
}

/** Summarizes the warnings of a stack, as `errorsOf` summarizes errors. */
export function warningsOf(stack: Stack): string[] {
  return annotationsOf(stack, 'warning').map(summarizeError);
}

/**
 * Summarizes the errors that a function throws, at construction or at synthesis, and checks the form of each: the first
 * prop and the id of the rule, as in `'port' ReplicationGroup.PortOutOfRange`. The errors of constructs about their own
 * options have no id, and are returned as they are. At synthesis, the path of the construct comes first, as in
 * `[Stack/Cache] 'port' …`.
 */
export function errorsOf(create: () => unknown): string[] {
  try {
    create();
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.length > 1 ? lines.slice(1).map(summarizeError) : lines.map(summarizeError);
  }
  return [];
}

function summarizeError(line: string): string {
  const [, path = '', text, id] = /^(?: {2}- | {2}(\[[^\]]+\] ))?(.*?)(?: \[(?:ack: )?cdk-elasticache::(.+)\])?$/.exec(
    line,
  )!;
  assertMessageForm(text);
  return path + (id ? `${/'[^']+'/.exec(text)?.[0]} ${id}` : text);
}

/** Summarizes a message: the names of the props, and the rejected value, as in `'port' but got 0`. */
export function summarizeMessage(message: string): string {
  const [, names, value] =
    /^('[^']+'(?:,? (?:and )?'[^']+')*).*?(?:, but (got .+?|(?:'[^']+'|the [a-z -]+) of .+? (?:is|are) .+?)\.(?: [A-Z'].*)?)?$/s.exec(
      message,
    )!;
  return value === undefined ? names : `${names} but ${value}`;
}
