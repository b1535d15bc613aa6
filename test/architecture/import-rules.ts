import { dirname, posix } from 'node:path';
import { readFacts, type SourceFacts } from './source-facts.ts';

/** The longest that a file may be; most should have 40 to 150 lines. */
export const MAX_LINES = 300;

/** Rooms that depend on nothing but their arguments. */
const PURE_ROOMS = ['document', 'preprocess', 'segment', 'classify', 'read', 'fields'].map(
  (room) => `lib/${room}/`,
);
/** The one file of a pure room that reads the disk, so that the others need not. */
const MODEL_LOADER = 'lib/classify/model-directory.ts';
const OUTSIDE_MODULE =
  /^(node:)?(fs|net|http|https|http2|tls|dns|dgram|os|process|child_process|worker_threads|perf_hooks|cluster|readline|timers)(\/.*)?$/;
/** What is made with the product, but is no part of it. */
const NOT_THE_PRODUCT = ['test/', 'bench/', 'training/', 'scripts/', 'samples/', 'infra/'];

/**
 * Breaches of the rules between the rooms in one file, as sentences that name the file, the import and the rule.
 * `path` is relative to the project, with forward slashes.
 */
export function findBreaches(path: string, text: string): string[] {
  const facts = readFacts(path, text);
  const breaches: string[] = [];
  if (facts.lines > MAX_LINES) {
    breaches.push(`${path} has ${facts.lines} lines: no file is longer than ${MAX_LINES}`);
  }
  if (facts.barrel) breaches.push(`${path} only passes on exports: there are no barrel files`);
  if (path.startsWith('test/')) return breaches;

  for (const specifier of facts.imports) {
    const rule = brokenBy(path, specifier);
    if (rule !== undefined) breaches.push(`${path} imports ${specifier}: ${rule}`);
  }
  if (/^(lib|functions|local)\//.test(path)) {
    for (const name of facts.strings) {
      const rule = packageRule(path, name);
      if (rule !== undefined) breaches.push(`${path} names the package ${name}: ${rule}`);
    }
  }
  return [...breaches, ...impurities(path, facts)];
}

function brokenBy(path: string, specifier: string): string | undefined {
  const byPackage = packageRule(path, specifier);
  if (byPackage !== undefined) return byPackage;
  const inside = path.startsWith('lib/') || path.startsWith('functions/') || path.startsWith('local/');
  if (!specifier.startsWith('.') || !inside) return undefined;
  const target = posix.join(dirname(path), specifier);
  if (path.startsWith('lib/') && /^(functions|infra|local)\//.test(target)) {
    return 'lib/ never imports from functions/, infra/ or local/';
  }
  if (path.startsWith('functions/') && target.startsWith('local/')) {
    return 'functions/ never imports from local/';
  }
  if (NOT_THE_PRODUCT.some((root) => target.startsWith(root))) {
    return `the product never imports from ${NOT_THE_PRODUCT.join(', ')}`;
  }
  return undefined;
}

function packageRule(path: string, name: string): string | undefined {
  // The build places the files of every package.
  if (path.startsWith('scripts/')) return undefined;
  if (/^@aws-sdk\//.test(name) && !/^(lib\/store|functions)\//.test(path)) {
    return 'only lib/store/ and functions/ know the AWS SDK';
  }
  if (/^opencv-wasm(\/|$)/.test(name) && !path.startsWith('lib/preprocess/cv/')) {
    return 'only lib/preprocess/cv/ knows OpenCV';
  }
  if (/^@tensorflow\//.test(name) && !path.startsWith('lib/classify/')) {
    return 'only lib/classify/ knows TF.js';
  }
  return undefined;
}

function impurities(path: string, facts: SourceFacts): string[] {
  const pure = PURE_ROOMS.some((room) => path.startsWith(room)) && path !== MODEL_LOADER;
  if (!pure && !path.startsWith('lib/pipeline/')) return [];
  const rule = 'pure rooms and lib/pipeline/ read no file, clock, environment, chance or network';
  return [
    ...facts.imports
      .filter((specifier) => OUTSIDE_MODULE.test(specifier))
      .map((specifier) => `${path} imports ${specifier}: ${rule}`),
    ...facts.impurities.map((use) => `${path} uses ${use}: ${rule}`),
  ];
}
