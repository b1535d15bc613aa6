import { join, resolve } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { findArtefacts } from './artefacts.ts';
import { checkNames } from './context-values.ts';
import { DigitliftStack } from './digitlift-stack.ts';
import { CONTEXT_NAMES, chooseStage } from './settings.ts';
import { SetupError } from './setup-error.ts';

/**
 * The CDK app. Context values are the settings of docs/deploy.md, and `-c dist=FOLDER` for artefacts that lie elsewhere.
 * A finding of cdk-nag that nobody acknowledged stops the synthesis.
 */
function main(): void {
  const app = new App();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  checkNames(Object.keys(app.node.getAllContext()), [...CONTEXT_NAMES, 'dist']);
  const { stage, stackName, settings } = chooseStage((name) => app.node.tryGetContext(name));
  const dist = resolve(app.node.tryGetContext('dist') ?? join(import.meta.dirname, '..', 'dist'));
  new DigitliftStack(app, stackName, {
    description: 'Digitlift: scanned cheques and forms in, JSON of the numbers on them out',
    stage,
    settings,
    artefacts: findArtefacts(dist, settings.architecture),
  });
}

try {
  main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
