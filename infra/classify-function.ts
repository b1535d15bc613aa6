import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type Alias, Code, Function as LambdaFunction, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Artefacts } from './artefacts.ts';
import { architectureOf, HANDLER, RUNTIME } from './lambda-platform.ts';
import { LambdaRole } from './lambda-role.ts';
import type { StageSettings } from './settings.ts';

export interface ClassifyFunctionProps {
  readonly settings: StageSettings;
  readonly artefacts: Pick<Artefacts, 'classify' | 'layer'>;
}

/**
 * Crops or strips in, probabilities out. It reads its model and engine from the layer (/opt/model) and may do nothing but
 * log.
 */
export class ClassifyFunction extends Construct {
  /** What callers call; it moves to a new version of code and model together. */
  readonly alias: Alias;

  constructor(scope: Construct, id: string, { settings, artefacts }: ClassifyFunctionProps) {
    super(scope, id);
    const architecture = architectureOf(settings.architecture);
    const model = new LayerVersion(this, 'Model', {
      description: 'Digitlift: weights, manifest and the TF.js WASM engine, below /opt/model',
      license: 'Apache-2.0',
      code: Code.fromAsset(artefacts.layer),
      compatibleRuntimes: [RUNTIME],
      compatibleArchitectures: [architecture],
      // Earlier versions of the function still name it.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { role, logGroup } = new LambdaRole(this, 'Rights', {
      logRetention: settings.logRetention,
      retainLogs: settings.retainData,
    });
    const handler = new LambdaFunction(this, 'Function', {
      description: 'Digitlift: classifies crops of glyphs',
      runtime: RUNTIME,
      architecture,
      handler: HANDLER,
      code: Code.fromAsset(artefacts.classify),
      layers: [model],
      memorySize: settings.classify.memoryMb,
      timeout: Duration.seconds(settings.classify.timeoutSeconds),
      role,
      logGroup,
      // Earlier versions stay, so that going back to one is a matter of the alias.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    this.alias = handler.addAlias('live');
  }
}
