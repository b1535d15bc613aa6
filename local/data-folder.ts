import { join, resolve } from 'node:path';

/** Where the data to train and measure on lie: the folder named, else DIGITLIFT_DATA, else `shared/data` beside the project. */
export function dataFolder(named?: string): string {
  return resolve(named ?? (process.env.DIGITLIFT_DATA || join(import.meta.dirname, '../../shared/data')));
}
