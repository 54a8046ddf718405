import { bundleFunctions } from '../../projenrc/tasks/function-code';

/*
 * Replaces src/user/function-code.ts in the mutation tests by the code of the mutated sources, which is bundled when it
 * runs. The constants only load it, because mutated code exceeds the limit of inline code.
 */
let bundles: Record<string, string> | undefined;
Object.assign(globalThis, { loadMutatedCode: (name: string) => (bundles ??= bundleFunctions())[name] });

const load = (name: string) =>
  `new Function('module', 'require', 'process', 'console', loadMutatedCode('${name}'))(module, require, process, console);`;

export const PASSWORD_ROTATION_CODE = load('PASSWORD_ROTATION_CODE');
export const AUTH_TOKEN_ROTATION_CODE = load('AUTH_TOKEN_ROTATION_CODE');
export const SECRET_ENDPOINT_CODE = load('SECRET_ENDPOINT_CODE');
