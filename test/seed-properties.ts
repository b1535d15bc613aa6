import fc from 'fast-check';

/**
 * Properties are tried on other random values in each run, so that the runs together find more. With FAST_CHECK_SEED set they are the
 * same each time: a change that is to be taken or refused is not judged by chance.
 */
const seed = process.env.FAST_CHECK_SEED;
if (seed !== undefined) fc.configureGlobal({ seed: Number.parseInt(seed, 10) });
