import { resolve } from 'node:path';

/** The Python environment that has MiniStack: outside git, shared by all runs. */
export const VENV = process.env.E2E_VENV ?? resolve(__dirname, '../../../.venv-e2e');
