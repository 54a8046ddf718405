/** Runs a TypeScript file, which can import the library by its name, without checking types. */
export const RUN_SCRIPT = 'ts-node -T -P tsconfig.dev.json -r ./projenrc/tasks/resolve-self.ts';
