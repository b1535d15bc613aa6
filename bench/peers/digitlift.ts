import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { readLine } from '../../lib/pipeline/read-line.ts';
import { loadPicture } from '../../local/evaluate/shapes/load-picture.ts';
import { serveLines } from './serve-lines.ts';

/** This project, just as `npm run evaluate -- lines` runs it. */
await serveLines(async () => {
  const model = await loadModelDirectory();
  const engine = await openEngine();
  const classifier = await createLocalClassifier({ model, engine });
  return {
    version: `Digitlift, model ${model.identity.version}, engine ${engine.name} ${engine.version}`,
    threads: 1,
    load: loadPicture,
    read: async (picture) => (await readLine(picture, classifier)).text,
  };
});
