import { byNetwork, type Classifier, STRIP_NETWORKS, type StripNetwork } from './classifier.ts';
import { classifyCrops } from './classify-crops.ts';
import type { Engine, LineNetwork } from './engine.ts';
import type { Model } from './load-model.ts';
import { readStrips } from './read-strips.ts';

export interface LocalClassifier extends Classifier {
  /** Frees the weights; it cannot classify after that. */
  dispose(): void;
}

/** A classifier in this process. Throws RequestError `model-invalid` when the engine cannot build the model. */
export async function createLocalClassifier(parts: {
  readonly model: Model;
  readonly engine: Engine;
}): Promise<LocalClassifier> {
  const { model, engine } = parts;
  const glyphs = await engine.openGlyphs(model.glyphs);
  const opened = new Map<StripNetwork, LineNetwork>();
  for (const name of STRIP_NETWORKS) opened.set(name, await engine.openLines(model[name]));
  const networks = byNetwork((name) => ({ part: model[name], network: opened.get(name)! }));
  return {
    classify: (crops, signal) => classifyCrops({ model, network: glyphs, engine }, crops, signal),
    readStrips: (strips, signal, network = 'lines') =>
      readStrips({ model, ...networks[network] }, strips, signal),
    dispose: () => {
      glyphs.dispose();
      for (const { network } of Object.values(networks)) network.dispose();
    },
  };
}
