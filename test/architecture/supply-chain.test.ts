import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

const PROJECT = join(import.meta.dirname, '../..');

const lockSchema = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.optional(z.string()),
      resolved: z.optional(z.string()),
      integrity: z.optional(z.string()),
      license: z.optional(z.string()),
      inBundle: z.optional(z.boolean()),
      link: z.optional(z.boolean()),
      dev: z.optional(z.boolean()),
      hasInstallScript: z.optional(z.boolean()),
    }),
  ),
});

const auditSchema = z.object({
  vulnerabilities: z.optional(z.record(z.string(), z.object({ name: z.string(), severity: z.string() }))),
  statusCode: z.optional(z.number()),
  message: z.optional(z.string()),
});

function packagesOf(lockfile: string) {
  const lock = lockSchema.parse(JSON.parse(readFileSync(join(PROJECT, lockfile), 'utf8')));
  return Object.entries(lock.packages)
    .filter(([path, { inBundle }]) => path !== '' && !inBundle)
    .map(([path, entry]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 13), ...entry }));
}

const LOCKFILES = [
  'package-lock.json',
  'bench/peers/package-lock.json',
  'test/e2e/cloud/parts/package-lock.json',
];

/** Licences of what is shipped: free to use and to pass on; LGPL only as the library of its own that sharp loads. */
const SHIPPED = /^(MIT|ISC|0BSD|Apache-2\.0|BSD-2-Clause|BSD-3-Clause)$/;
const LGPL = /^@img\/sharp-/;
/** Of tools and fonts that are not shipped as well. */
const TOOLS = /^(BlueOak-1\.0\.0|MPL-2\.0|OFL-1\.1|CC0-1\.0|BSL-1\.0|boost)$/;
/** Says MIT in its files, and nothing in its manifest. */
const SAID_ELSEWHERE: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

/** Every licence that has to be kept; of a choice, the first that is free enough is taken. */
function isAllowed(licence: string, allowed: RegExp): boolean {
  const words = licence.replaceAll(/[()]/g, '');
  return words.split(' OR ').some((choice) => choice.split(' AND ').every((one) => allowed.test(one)));
}

describe.each(LOCKFILES)('%s', (lockfile) => {
  const packages = packagesOf(lockfile);

  it('names the SHA-512 of every package, from the registry and nowhere else', () => {
    expect(packages.length).toBeGreaterThan(20);
    for (const { name, link, integrity, resolved } of packages) {
      expect(link, name).toBeUndefined();
      expect(integrity, name).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
      if (resolved !== undefined) expect(resolved, name).toMatch(/^https:\/\/registry\.npmjs\.org\//);
    }
  });

  it('holds no licence but those that are allowed', () => {
    const others = new RegExp(`${SHIPPED.source}|${TOOLS.source}`);
    for (const { name, license = SAID_ELSEWHERE[name] ?? 'none', dev } of packages) {
      const shipped = lockfile === 'package-lock.json' && !dev;
      const allowed = shipped ? SHIPPED : others;
      const withLgpl = new RegExp(`${allowed.source}|^LGPL-3\\.0-or-later$`);
      expect(isAllowed(license, LGPL.test(name) ? withLgpl : allowed), `${name}: ${license}`).toBe(true);
    }
  });
});

/** Reasons for findings that stay, by package. */
const REASONS: Readonly<Record<string, string>> = {};

/** What npm's advisory service says of what is shipped; an error's summary where it says nothing. */
async function audit() {
  const words = ['audit', '--omit=dev', '--json', '--fetch-retries=0'];
  const npm = spawn('npm', words, { cwd: PROJECT, shell: process.platform === 'win32' });
  let output = '';
  npm.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await once(npm, 'close');
  return auditSchema.parse(JSON.parse(output));
}

// Over the network, and what it says changes from day to day: a step of CI, not of every test run.
describe.skipIf(process.env.CI !== 'true')('npm audit (needs CI=true, as .ci/run sets it)', () => {
  it('finds nothing high without a reason (needs a registry with an advisory service)', {
    timeout: 60_000,
  }, async ({ skip }) => {
    const { vulnerabilities, statusCode, message } = await audit();
    if (vulnerabilities === undefined) {
      return skip(`The registry has no advisory service: ${statusCode ?? message ?? 'no answer'}`);
    }
    const high = Object.values(vulnerabilities).filter(({ severity }) => /^(high|critical)$/.test(severity));
    expect(high.map(({ name }) => name).filter((name) => REASONS[name] === undefined)).toEqual([]);
  });
});

describe('package.json', () => {
  it('pins every package to one version', () => {
    const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  it('has few packages that run a script while they are installed, by name', () => {
    const scripts = packagesOf('package-lock.json').filter(({ hasInstallScript }) => hasInstallScript);
    expect([...new Set(scripts.map(({ name }) => name))].sort()).toEqual(['esbuild']);
  });
});
