import { RemovalPolicy } from 'aws-cdk-lib';
import { Code, type IFunction, type Function as LambdaFunction, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Artefacts } from './artefacts.ts';
import { architectureOf, createFunction, RUNTIME } from './create-function.ts';
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
  readonly handler: LambdaFunction;
  /** What callers call; it moves to a new version of code and model together. */
  readonly alias: IFunction;

  constructor(scope: Construct, id: string, { settings, artefacts }: ClassifyFunctionProps) {
    super(scope, id);
    const model = new LayerVersion(this, 'Model', {
      description: 'Digitlift: weights, manifest and the TF.js WASM engine, below /opt/model',
      license: 'Apache-2.0',
      code: Code.fromAsset(artefacts.layer),
      compatibleRuntimes: [RUNTIME],
      compatibleArchitectures: [architectureOf(settings.architecture)],
      // Earlier versions of the function still name it.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { handler, alias } = createFunction(this, {
      description: 'Digitlift: classifies crops of glyphs',
      settings,
      size: settings.classify,
      code: artefacts.classify,
      layers: [model],
    });
    this.handler = handler;
    this.alias = alias;
  }
}
