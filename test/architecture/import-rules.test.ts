import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBreaches, MAX_LINES } from './import-rules.ts';

const PROJECT = join(import.meta.dirname, '../..');
const ROOTS = ['lib', 'functions', 'infra', 'local', 'samples', 'scripts', 'bench', 'test', 'training'];

const files = ROOTS.filter((root) => existsSync(join(PROJECT, root))).flatMap((root) =>
  readdirSync(join(PROJECT, root), { recursive: true, encoding: 'utf8' })
    .map((path) => `${root}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules/')),
);

describe('this project', () => {
  it('is what the rules are checked on', () => {
    expect(files).toContain('lib/document/errors.ts');
    expect(files).toContain('functions/segment/handler.ts');
    expect(files).toContain('test/architecture/import-rules.test.ts');
  });

  it('keeps the rules between its rooms', () => {
    expect(files.flatMap((path) => findBreaches(path, readFileSync(join(PROJECT, path), 'utf8')))).toEqual(
      [],
    );
  });
});

describe('findBreaches', () => {
  it.each([
    [
      'lib/read/a.ts',
      `import { x } from '../../functions/segment/env.ts';`,
      'lib/ never imports from functions/',
    ],
    ['lib/read/a.ts', `import type { X } from '../../local/cli/main.ts';`, 'lib/ never imports'],
    [
      'lib/store/a.ts',
      `export { x } from '../../infra/stack.ts';\nexport const y = 1;`,
      'lib/ never imports',
    ],
    ['lib/pipeline/a.ts', `const x = await import('../../local/cli/main.ts');`, 'lib/ never imports'],
    ['lib/pipeline/a.ts', `let x: import('../../local/x.ts').X;`, 'lib/ never imports'],
    [
      'functions/segment/a.ts',
      `import { x } from '../../local/cli/main.ts';`,
      'functions/ never imports from local/',
    ],
    ['local/cli/a.ts', `import { x } from '../../test/store/fake-s3.ts';`, 'the product never imports'],
    ['lib/pipeline/a.ts', `import { S3Client } from '@aws-sdk/client-s3';`, 'know the AWS SDK'],
    ['local/cli/a.ts', `import type { S3Client } from '@aws-sdk/client-s3';`, 'know the AWS SDK'],
    ['lib/segment/a.ts', `import cv from 'opencv-wasm';`, 'knows OpenCV'],
    ['lib/preprocess/a.ts', `const cv = require('opencv-wasm');`, 'knows OpenCV'],
    ['lib/preprocess/a.ts', `const path = require.resolve('opencv-wasm/opencv.wasm');`, 'knows OpenCV'],
    ['lib/preprocess/a.ts', `const PACKAGE = 'opencv-wasm';`, 'names the package opencv-wasm'],
    ['training/a.ts', `import cv from 'opencv-wasm';`, 'knows OpenCV'],
    ['functions/classify/a.ts', `import * as tf from '@tensorflow/tfjs-core';`, 'knows TF.js'],
    ['lib/fields/a.ts', `import { readFile } from 'node:fs/promises';`, 'read no file'],
    ['lib/fields/a.ts', `import { readFileSync } from 'fs';`, 'read no file'],
    ['lib/classify/packing.ts', `import https from 'node:https';`, 'network'],
    ['lib/pipeline/a.ts', `const start = performance.now();`, 'uses performance'],
    ['lib/pipeline/a.ts', `const now = Date.now();`, 'uses Date.now'],
    ['lib/read/a.ts', `const now = new Date();`, 'uses new Date()'],
    ['lib/read/a.ts', `const home = process.env.HOME;`, 'uses process.env'],
    ['lib/segment/a.ts', `const jitter = Math.random();`, 'uses Math.random'],
    ['lib/segment/a.ts', `const answer = await fetch(url);`, 'uses fetch'],
    ['lib/document/a.ts', `export { a } from './b.ts';\nexport * from './c.ts';`, 'barrel'],
  ])('finds the breach in %s: %s', (path, text, message) => {
    const breaches = findBreaches(path, text);
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain(path);
    expect(breaches[0]).toContain(message);
  });

  it.each([
    ['lib/store/s3-store.ts', `import { S3Client } from '@aws-sdk/client-s3';`],
    ['functions/segment/a.ts', `import { LambdaClient } from '@aws-sdk/client-lambda';`],
    ['functions/segment/a.ts', `import { x } from '../../lib/pipeline/extract-document.ts';`],
    ['lib/preprocess/cv/a.ts', `import cv from 'opencv-wasm';`],
    ['lib/classify/engine-wasm.ts', `import * as tf from '@tensorflow/tfjs-core';`],
    ['lib/classify/model-directory.ts', `import { readFile } from 'node:fs/promises';`],
    ['lib/store/a.ts', `import { readFile } from 'node:fs/promises';\nconst home = process.env.HOME;`],
    ['lib/fields/dates.ts', `export const day = new Date(Date.UTC(2020, 1, 1));`],
    ['lib/read/a.ts', `export const performance = 1;\nthing.fetch();`],
    ['lib/read/a.ts', `// import fs from 'node:fs';\nexport const a = 'functions/segment';`],
    ['scripts/build.ts', `const path = require.resolve('opencv-wasm');`],
    ['test/store/a.test.ts', `import { S3Client } from '@aws-sdk/client-s3';`],
    ['lib/read/a.ts', `export { a } from './b.ts';\nexport const c = 1;`],
  ])('allows %s: %s', (path, text) => {
    expect(findBreaches(path, text)).toEqual([]);
  });

  it('counts lines to the last one allowed', () => {
    expect(findBreaches('test/read/a.test.ts', 'x;\n'.repeat(MAX_LINES))).toEqual([]);
    expect(findBreaches('test/read/a.test.ts', 'x;\n'.repeat(MAX_LINES + 1))).toEqual([
      `test/read/a.test.ts has ${MAX_LINES + 1} lines: no file is longer than ${MAX_LINES}`,
    ]);
  });
});
