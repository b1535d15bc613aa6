import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFolder, writeFakeArtefacts } from './fake-artefacts.ts';
import { PROJECT } from './synthesize.ts';

/** The command line and the library are two packages: only running the one over the other shows that they fit. */
describe('cdk synth', () => {
  const cdk = join(PROJECT, 'node_modules/aws-cdk/bin/cdk');
  const synth = (dist: string, out: string, ...context: string[]) =>
    spawnSync(
      process.execPath,
      [cdk, 'synth', '--quiet', '--output', out, '--context', `dist=${dist}`, ...context],
      {
        cwd: PROJECT,
        encoding: 'utf8',
        // Nothing of AWS is needed: neither an account nor a machine there that is asked for one.
        env: { ...process.env, AWS_EC2_METADATA_DISABLED: 'true' },
      },
    );

  it('writes the template and the assets of the chosen stage', { timeout: 180_000 }, () => {
    withFolder((folder) => {
      writeFakeArtefacts(folder);
      const out = join(folder, 'cdk.out');
      const { status, stderr } = synth(folder, out, '--context', 'stage=prod');
      expect(stderr).not.toMatch(/error|warn.*circular|Expected/i);
      expect(status).toBe(0);
      const template = JSON.parse(readFileSync(join(out, 'digitlift-prod.template.json'), 'utf8'));
      expect(Object.keys(template.Outputs)).toContain('InboxBucket');
      const assets = readdirSync(out).filter((name) => name.startsWith('asset.'));
      expect(assets).toHaveLength(3);
      const layer = assets.filter((name) => existsSync(join(out, name, 'model/manifest.json')));
      expect(layer).toHaveLength(1);
    });
  });

  it('says what to do where nothing was built, without a stack trace', { timeout: 180_000 }, () => {
    withFolder((folder) => {
      const { status, stderr } = synth(folder, join(folder, 'cdk.out'));
      expect(status).toBe(1);
      expect(stderr).toContain('run npm run build first');
      expect(stderr).not.toContain('    at ');
    });
  });
});
