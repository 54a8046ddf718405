import { resolve } from 'node:path';

/** The Python virtual environment with MiniStack. */
export const VENV = process.env.E2E_VENV ?? resolve(__dirname, '../../../../.venv-e2e');
