import { Module } from 'module';
import * as path from 'path';

/* Resolves the name of the library to its sources, so that examples import it as users do. */
const internals = Module as unknown as { _resolveFilename: (request: string, ...rest: unknown[]) => string };
const resolve = internals._resolveFilename;
const sources = path.join(__dirname, '..', '..', 'src', 'index.ts');

internals._resolveFilename = (request, ...rest) => resolve(request === 'cdk-elasticache' ? sources : request, ...rest);
