import * as z from 'zod/mini';
import { RequestError } from '../document/errors.ts';
import type { ModelTopology } from './manifest.ts';

/** Layers of a TF.js layers model (Keras), one after the other, of the kinds that training/exporter.py writes. */

const count = z.int('Expected a whole number').check(z.minimum(0, 'Expected 0 or more'));
const pair = z.tuple([count, count]);
const name = z.string('Expected a name');
const activation = z.enum(['linear', 'relu', 'softmax']);
const useBias = z.literal(true, 'Expected a bias');

const layer = z.discriminatedUnion('class_name', [
  z.object({
    class_name: z.literal('Conv2D'),
    config: z.object({
      name,
      filters: count,
      kernel_size: pair,
      strides: pair,
      padding: z.enum(['same', 'valid']),
      activation,
      use_bias: useBias,
    }),
  }),
  z.object({
    class_name: z.literal('MaxPooling2D'),
    config: z.object({ name, pool_size: pair, strides: pair, padding: z.literal('valid') }),
  }),
  z.object({
    class_name: z.literal('ZeroPadding2D'),
    config: z.object({ name, padding: z.tuple([pair, pair]) }),
  }),
  z.object({ class_name: z.literal('Flatten'), config: z.object({ name }) }),
  z.object({
    class_name: z.literal('Dense'),
    config: z.object({ name, units: count, activation, use_bias: useBias }),
  }),
]);

const sequential = z.object({
  class_name: z.literal('Sequential', 'Expected layers one after the other'),
  config: z.object({ layers: z.array(layer).check(z.minLength(1, 'Expected a layer')) }),
});

const shape = z.array(z.nullable(count)).check(z.length(4, 'Expected a batch, rows, columns and channels'));

export type Layer = z.infer<typeof layer>;

/** A side of a tensor; null where it is open. */
type Side = number | null;

export interface Sequential {
  readonly layers: readonly Layer[];
  /** Batch, rows, columns, channels. */
  readonly input: readonly Side[];
  /** The same of what comes out; batch and classes behind a dense layer. */
  readonly output: readonly Side[];
}

/** Throws RequestError `model-invalid` that names what is no layer of such a network. */
export function sequentialOf({ modelTopology }: ModelTopology): Sequential {
  // Keras writes the one with what made it, TF.js the other.
  const model = modelTopology.model_config ?? modelTopology;
  const parsed = sequential.safeParse(model);
  const input = shape.safeParse(inputShapeOf(model));
  if (!parsed.success || !input.success) {
    const issues = [
      ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
      ...(input.error?.issues ?? []).map(({ message }) => `batch_input_shape: ${message}`),
    ];
    throw new RequestError(
      'model-invalid',
      `Expected a TF.js layers model of convolutions, poolings, paddings and dense layers one after the other; ${issues.join('; ')}`,
    );
  }
  const { layers } = parsed.data.config;
  return { layers, input: input.data, output: layers.reduce<readonly Side[]>(after, input.data) };
}

/** That of the first layer, where Keras writes what goes in. */
function inputShapeOf(model: unknown): unknown {
  interface First {
    readonly config?: {
      readonly layers?: readonly { readonly config?: { readonly batch_input_shape?: unknown } }[];
    };
  }
  return (model as First).config?.layers?.[0]?.config?.batch_input_shape;
}

/** The shape behind a layer. */
function after([batch = null, ...sides]: readonly Side[], { class_name, config }: Layer): readonly Side[] {
  const [rows = null, columns = null, channels = null] = sides;
  const both = (of: (side: number, at: 0 | 1) => number): [Side, Side] => [
    rows === null ? null : of(rows, 0),
    columns === null ? null : of(columns, 1),
  ];
  switch (class_name) {
    case 'Conv2D': {
      const { filters, kernel_size: size, strides, padding } = config;
      const lost = (at: 0 | 1) => (padding === 'same' ? 0 : size[at] - 1);
      return [batch, ...both((side, at) => Math.ceil((side - lost(at)) / strides[at])), filters];
    }
    case 'MaxPooling2D': {
      const { pool_size: size, strides } = config;
      return [batch, ...both((side, at) => Math.ceil((side - size[at] + 1) / strides[at])), channels];
    }
    case 'ZeroPadding2D':
      return [batch, ...both((side, at) => side + config.padding[at][0] + config.padding[at][1]), channels];
    case 'Flatten':
      return [
        batch,
        sides.reduce<Side>((all, side) => (all === null || side === null ? null : all * side), 1),
      ];
    case 'Dense':
      return [batch, config.units];
  }
}
