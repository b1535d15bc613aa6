import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findArtefacts } from '../../infra/artefacts.ts';
import { SetupError } from '../../infra/setup-error.ts';
import { withFolder, writeFakeArtefacts } from './fake-artefacts.ts';

describe('findArtefacts', () => {
  it('finds what the build leaves', () => {
    withFolder((dist) => {
      writeFakeArtefacts(dist, { cpus: ['x64'] });
      expect(findArtefacts(dist, 'x86_64')).toEqual({
        segment: join(dist, 'functions/segment'),
        classify: join(dist, 'functions/classify'),
        api: join(dist, 'functions/api'),
        layer: join(dist, 'layer'),
      });
    });
  });

  it.each([
    'functions/segment/index.mjs',
    'functions/segment/node_modules/sharp/package.json',
    'functions/classify/index.mjs',
    'functions/api/index.mjs',
    'layer/model/manifest.json',
  ])('asks for a build when there is no %s', (file) => {
    withFolder((dist) => {
      writeFakeArtefacts(dist);
      rmSync(join(dist, file));
      const path = join(dist, file);
      expect(() => findArtefacts(dist, 'x86_64')).toThrow(
        new SetupError(`Expected the built file ${path} but there is none: run npm run build first`),
      );
    });
  });

  it('refuses native code for another processor, and names the command that brings the right one', () => {
    withFolder((dist) => {
      writeFakeArtefacts(dist, { cpus: ['x64'] });
      const find = () => findArtefacts(dist, 'arm64');
      expect(find).toThrow(SetupError);
      expect(find).toThrow(
        /^Expected @img\/sharp-linux-arm64 and @img\/sharp-libvips-linux-arm64 in .*, for arm64 on Lambda,/,
      );
      expect(find).toThrow(
        'run npm install --no-save --force @img/sharp-linux-arm64@1.2.3 @img/sharp-libvips-linux-arm64@4.5.6, then npm run build',
      );
    });
  });

  it('refuses sharp without its library', () => {
    withFolder((dist) => {
      writeFakeArtefacts(dist);
      rmSync(join(dist, 'functions/segment/node_modules/@img/sharp-libvips-linux-arm64'), {
        recursive: true,
      });
      expect(() => findArtefacts(dist, 'arm64')).toThrow(/^Expected @img\/sharp-libvips-linux-arm64 in /);
      expect(() => findArtefacts(dist, 'x86_64')).not.toThrow();
    });
  });
});
