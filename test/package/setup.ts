import { installPackage } from './installed-package';

/** Installs the package once for all test files. */
export default function setup() {
  installPackage();
}
