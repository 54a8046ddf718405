import { App } from 'aws-cdk-lib/core';
import type { AppCode, AppProgram } from './apps';
import { APPS, createMovedApp, createReturnedApp } from './apps';
import type { Templates } from './deployment-comparison';
import { compareDeployments, listTemplates } from './deployment-comparison';
import type { Library } from './programs';

const NO_EFFECTS = { replacements: [], removedResources: [], removedExports: [] };

function synthesizeApp(code: AppCode, program: AppProgram): Templates {
  const app = new App();
  program(code, app);
  return listTemplates(app.synth().stacksRecursively);
}

/** Defines the tests that apps keep their resources and exports when they change the library. */
export function describeApps(alpha: Library): void {
  describe.each([
    ['moves from the alpha package', createMovedApp(alpha)],
    ['returns to the alpha package', createReturnedApp(alpha)],
  ])('an app that %s keeps its resources and exports', (_change, { before, after }) => {
    test.each(Object.entries(APPS))('%s', (_title, program) => {
      const [templates, newTemplates] = [before, after].map((code) => synthesizeApp(code, program));

      expect([...newTemplates.keys()].sort()).toEqual([...templates.keys()].sort());
      expect(compareDeployments(templates, newTemplates)).toEqual(NO_EFFECTS);
    });
  });
}
