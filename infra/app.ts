import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { findArtefacts } from './artefacts.ts';
import { DigitliftStack } from './digitlift-stack.ts';
import { chooseStage } from './settings.ts';
import { SetupError } from './setup-error.ts';

/**
 * The CDK app. Context values: `-c stage=dev|prod`, `-c architecture=x86_64|arm64`, and `-c dist=FOLDER` for artefacts that
 * lie elsewhere.
 */
function main(): void {
  const app = new App();
  const { stage, settings } = chooseStage({
    stage: app.node.tryGetContext('stage'),
    architecture: app.node.tryGetContext('architecture'),
  });
  const dist = resolve(app.node.tryGetContext('dist') ?? join(import.meta.dirname, '..', 'dist'));
  new DigitliftStack(app, `digitlift-${stage}`, {
    description: 'Digitlift: scanned cheques and forms in, JSON of the numbers on them out',
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
