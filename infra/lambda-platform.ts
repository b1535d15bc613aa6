import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { ArchitectureName } from './settings.ts';

export const RUNTIME = Runtime.NODEJS_22_X;
/** The entry of both bundles, `index.mjs`. */
export const HANDLER = 'index.handler';

export function architectureOf(name: ArchitectureName): Architecture {
  return name === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64;
}
