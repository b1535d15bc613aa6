import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createInvokeClassifier } from '../../../functions/segment/invoke-classifier.ts';
import type { StripReadings } from '../../../lib/classify/classifier.ts';
import { packClassification, unpackCrops } from '../../../lib/classify/pack-crops.ts';
import { packReadings, unpackStrips } from '../../../lib/classify/pack-strips.ts';
import { packError } from '../../../lib/classify/packed-envelope.ts';
import { RequestError, TransientError } from '../../../lib/document/errors.ts';
import { CROP_SIZE, type CropBatch, type StripBatch } from '../../../lib/document/image.ts';
import type { ModelIdentity } from '../../../lib/document/model-identity.ts';
import type { CalibrationTable } from '../../../lib/read/calibration.ts';
import { LINE_CLASSES } from '../../classify/fake-classifier.ts';
import { someStrips } from '../../classify/some-strips.ts';
import { MODEL } from './fixtures.ts';

const CROP_BYTES = CROP_SIZE * CROP_SIZE;
const CLASSES = MODEL.classes.length;
const lambda = mockClient(LambdaClient);
const client = new LambdaClient({ region: 'eu-west-1' });
const classifier = createInvokeClassifier({ client, functionName: 'classify:live' });

/** Each crop is filled with its own number, modulo 251. */
function numberedCrops(count: number): CropBatch {
  const data = new Uint8Array(count * CROP_BYTES);
  for (let i = 0; i < count; i++) data.fill(i % 251, i * CROP_BYTES, (i + 1) * CROP_BYTES);
  return { count, data };
}

/** A classify function that answers each crop's own number over 250 in every class. */
function answer(input: InvokeCommandInput, model: ModelIdentity = MODEL) {
  const crops = unpackCrops(JSON.parse(String(input.Payload)));
  const probabilities = Float32Array.from(
    { length: crops.count * CLASSES },
    (_, i) => crops.data[Math.floor(i / CLASSES) * CROP_BYTES]! / 250,
  );
  return payload(packClassification({ model, probabilities }));
}

/** A line network to which every two columns are a 7 as sure as the ink at the top of the first. */
function inkOf(strips: StripBatch): StripReadings {
  let start = 0;
  const frames = strips.widths.map((width) => {
    const top = strips.data.subarray(start, start + width);
    start += 32 * width;
    return Float32Array.from({ length: (width / 2) * LINE_CLASSES.length }, (_, i) =>
      i % LINE_CLASSES.length === 7 ? top[2 * Math.floor(i / LINE_CLASSES.length)]! / 255 : 0,
    );
  });
  return { model: MODEL, classes: LINE_CLASSES, frames };
}

const CALIBRATION: CalibrationTable = { map: { a: 0.5, b: 1.5, c: 0 }, thresholds: [] };

function answerStrips(input: InvokeCommandInput, calibration?: CalibrationTable) {
  const readings = inkOf(unpackStrips(JSON.parse(String(input.Payload))).strips);
  return payload(packReadings({ ...readings, ...(calibration && { calibration }) }));
}

function payload(value: unknown) {
  return { Payload: new TextEncoder().encode(JSON.stringify(value)) as never };
}

const batchSizes = () =>
  lambda.commandCalls(InvokeCommand).map((call) => JSON.parse(String(call.args[0].input.Payload)).count);

beforeEach(() => {
  lambda.reset();
});

describe('the classifier across an Invoke', () => {
  it('asks the function by its name and gives back a row for each crop', async () => {
    lambda.on(InvokeCommand).callsFake((input) => answer(input));
    const { model, probabilities } = await classifier.classify(numberedCrops(3));
    expect(model).toEqual(MODEL);
    expect([...probabilities].filter((_, i) => i % CLASSES === 0)).toEqual(
      [0, 1, 2].map((n) => Math.fround(n / 250)),
    );
    expect(lambda.commandCalls(InvokeCommand)[0]?.args[0].input.FunctionName).toBe('classify:live');
  });

  it('asks once for an empty batch, to learn the model', async () => {
    lambda.on(InvokeCommand).callsFake((input) => answer(input));
    const { model, probabilities } = await classifier.classify({ count: 0, data: new Uint8Array(0) });
    expect(model).toEqual(MODEL);
    expect(probabilities).toHaveLength(0);
    expect(batchSizes()).toEqual([0]);
  });

  it('spreads what is too much for one call evenly over as few as will do', async () => {
    lambda.on(InvokeCommand).callsFake((input) => answer(input));
    await classifier.classify(numberedCrops(160));
    await classifier.classify(numberedCrops(2 * 160 + 1));
    expect(batchSizes()).toEqual([160, 107, 107, 107]);
  });

  it('keeps the order whatever the sizes and whoever answers first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat({ max: 3 }), { minLength: 1 }),
        async (count, batchSize, parallel, delays) => {
          let calls = 0;
          let open = 0;
          let mostOpen = 0;
          lambda.reset();
          lambda.on(InvokeCommand).callsFake(async (input) => {
            mostOpen = Math.max(mostOpen, ++open);
            const turns = delays[calls++ % delays.length]!;
            for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
            open--;
            return answer(input);
          });
          const small = createInvokeClassifier({ client, functionName: 'f', batchSize, parallel });
          const { probabilities } = await small.classify(numberedCrops(count));
          const expected = Array.from({ length: count }, (_, i) => Math.fround(i / 250));
          expect([...probabilities].filter((_, i) => i % CLASSES === 0)).toEqual(expected);
          expect(calls).toBe(Math.max(1, Math.ceil(count / batchSize)));
          expect(mostOpen).toBeLessThanOrEqual(parallel);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives back the frames of each strip, in any number of calls', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 12 }),
        fc.integer({ min: 8, max: 400 }),
        async (steps, batchColumns) => {
          const strips = someStrips(steps.map((step) => 8 * step));
          lambda.reset();
          lambda.on(InvokeCommand).callsFake((input) => answerStrips(input));
          const small = createInvokeClassifier({ client, functionName: 'f', batchColumns });
          expect(await small.readStrips(strips)).toEqual(inkOf(strips));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('asks once for no strips, to learn the model', async () => {
    lambda.on(InvokeCommand).callsFake((input) => answerStrips(input));
    const none = { widths: [], data: new Uint8Array() };
    expect(await classifier.readStrips(none)).toEqual({ model: MODEL, classes: LINE_CLASSES, frames: [] });
    expect(lambda.commandCalls(InvokeCommand)).toHaveLength(1);
  });

  it('spreads strips evenly over calls of up to 3,000 columns', async () => {
    lambda.on(InvokeCommand).callsFake((input) => answerStrips(input));
    await classifier.readStrips(someStrips(new Array(17).fill(1_000)));
    const widths = lambda
      .commandCalls(InvokeCommand)
      .map((call) => JSON.parse(String(call.args[0].input.Payload)).widths.length);
    expect(widths).toEqual([3, 3, 3, 3, 3, 2]);
  });

  it('refuses a strip that is too wide before anybody is asked', async () => {
    await expect(classifier.readStrips(someStrips([4_104]))).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('for the width of strip 0 but received 4104'),
    });
    expect(lambda.commandCalls(InvokeCommand)).toHaveLength(0);
  });

  it('brings the calibration of the model that read the strips', async () => {
    lambda.on(InvokeCommand).callsFake((input) => answerStrips(input, CALIBRATION));
    const small = createInvokeClassifier({ client, functionName: 'f', batchColumns: 8 });
    expect(await small.readStrips(someStrips([8, 8]))).toEqual({
      ...inkOf(someStrips([8, 8])),
      calibration: CALIBRATION,
    });
  });

  it('refuses a page of which one part was read before the model was calibrated', async () => {
    lambda
      .on(InvokeCommand)
      .callsFakeOnce((input) => answerStrips(input))
      .callsFake((input) => answerStrips(input, CALIBRATION));
    const small = createInvokeClassifier({ client, functionName: 'f', batchColumns: 8 });
    await expect(small.readStrips(someStrips([8, 8]))).rejects.toMatchObject({
      code: 'classifier-failed',
      message: expect.stringContaining('test and test'),
    });
  });

  it('refuses a page that two models read', async () => {
    lambda
      .on(InvokeCommand)
      .callsFakeOnce((input) => answer(input))
      .callsFake((input) => answer(input, { ...MODEL, sha256: 'c'.repeat(64), version: 'next' }));
    await expect(classifier.classify(numberedCrops(161))).rejects.toMatchObject({
      code: 'classifier-failed',
      message: expect.stringContaining('test and next'),
    });
  });
});

describe('a failing Invoke', () => {
  const failure = (): Promise<unknown> => classifier.classify(numberedCrops(1));

  it.each([
    ['throttling', 'TooManyRequestsException'],
    ['a fault of the service', 'ServiceException'],
    ['a lost connection', 'TimeoutError'],
    ['no permission', 'AccessDeniedException'],
  ])('may succeed later after %s', async (_what, name) => {
    lambda.on(InvokeCommand).rejects(Object.assign(new Error('x'), { name }));
    await expect(failure()).rejects.toMatchObject({
      name: 'TransientError',
      code: 'classifier-failed',
      message: expect.stringContaining(name),
    });
  });

  it('may succeed later after the function died, whose message is not repeated', async () => {
    lambda.on(InvokeCommand).resolves({
      FunctionError: 'Unhandled',
      ...payload({ errorType: 'Runtime.OutOfMemory', errorMessage: 'secret' }),
    });
    await expect(failure()).rejects.toMatchObject({
      code: 'classifier-failed',
      message: 'The classify function ended without an answer (Runtime.OutOfMemory)',
    });
  });

  it('names the setting when there is no such function', async () => {
    lambda.on(InvokeCommand).rejects(Object.assign(new Error('x'), { name: 'ResourceNotFoundException' }));
    await expect(failure()).rejects.toMatchObject({
      name: 'RequestError',
      code: 'not-configured',
      message: expect.stringContaining('CLASSIFY_FUNCTION'),
    });
  });

  it('passes on what the function refuses about strips', async () => {
    lambda
      .on(InvokeCommand)
      .resolves(payload(packError(new RequestError('model-invalid', 'Expected a hash of strips'))));
    await expect(classifier.readStrips(someStrips([8]))).rejects.toMatchObject({ code: 'model-invalid' });
  });

  it('passes on what the function refuses', async () => {
    lambda
      .on(InvokeCommand)
      .resolves(payload(packError(new RequestError('model-invalid', 'Expected a hash'))));
    await expect(failure()).rejects.toMatchObject({ name: 'RequestError', code: 'model-invalid' });
    lambda
      .on(InvokeCommand)
      .resolves(payload(packError(new TransientError('classifier-failed', 'no memory'))));
    await expect(failure()).rejects.toMatchObject({ name: 'TransientError', code: 'classifier-failed' });
  });

  it.each([
    ['no JSON', { Payload: new TextEncoder().encode('<html>') as never }],
    ['no payload', {}],
    ['another protocol', payload({ version: 1 })],
  ])('refuses %s as an answer', async (_what, output) => {
    lambda.on(InvokeCommand).resolves(output);
    await expect(failure()).rejects.toMatchObject({ name: 'RequestError', code: 'bad-request' });
  });

  it('stops the calls under way and begins no more', async () => {
    lambda
      .on(InvokeCommand)
      .rejectsOnce(Object.assign(new Error('x'), { name: 'TooManyRequestsException' }))
      .callsFake(async (input) => {
        await new Promise((resolve) => setImmediate(resolve));
        return answer(input);
      });
    const small = createInvokeClassifier({ client, functionName: 'f', batchSize: 1, parallel: 2 });
    await expect(small.classify(numberedCrops(20))).rejects.toMatchObject({ code: 'classifier-failed' });
    // Long enough for the other half of the crops to be asked for, if anybody still did.
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    const calls = lambda.commandCalls(InvokeCommand);
    expect(calls).toHaveLength(2);
    expect((calls[1]!.args as readonly unknown[])[1]).toMatchObject({ abortSignal: { aborted: true } });
  });

  it('says that time was over when it was', async () => {
    const over = new AbortController();
    lambda.on(InvokeCommand).callsFake(() => {
      over.abort();
      throw Object.assign(new Error('aborted'), { name: 'AbortError' });
    });
    await expect(classifier.classify(numberedCrops(1), over.signal)).rejects.toMatchObject({
      name: 'TransientError',
      code: 'deadline-exceeded',
    });
  });
});
