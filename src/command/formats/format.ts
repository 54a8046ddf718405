import type { CheckReport } from '../report';
import type { OutputCapabilities } from '../terminal';

/** Formats the result of the command. */
export type Format = (report: CheckReport, capabilities: OutputCapabilities) => string;
