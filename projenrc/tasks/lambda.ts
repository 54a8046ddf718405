import * as fs from 'fs';
import * as path from 'path';
import { renderFunctionCode } from './function-code';

/* Bundles the Lambda functions into src/user/function-code.ts. */
fs.writeFileSync(path.join(__dirname, '..', '..', 'src', 'user', 'function-code.ts'), renderFunctionCode());
