import type { Comparison } from '../difference';
import { compareEntries, toEntries } from '../difference';
import type { Sources } from '../source';

/** Compares the detail types of the events with the event schemas that Amazon EventBridge publishes. */
export function compareEvents(detailTypes: readonly string[], { serviceSpec }: Sources): Comparison {
  return compareEntries({
    table: 'SERVERLESS_EVENTS',
    source: serviceSpec.package,
    ours: toEntries(detailTypes),
    theirs: toEntries(serviceSpec.facts.detailTypes),
  });
}
