import { Module } from 'module';
import * as path from 'path';

/** Lets the examples import the library by its name, as its users do, straight from its sources. */
const internals = Module as unknown as { _resolveFilename: (request: string, ...rest: unknown[]) => string };
const resolve = internals._resolveFilename;
const sources = path.join(__dirname, '..', '..', 'src', 'index.ts');

internals._resolveFilename = (request, ...rest) => resolve(request === 'cdk-elasticache' ? sources : request, ...rest);
