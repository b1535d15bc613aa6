import type { ObjectStore } from '../../lib/store/object-store.ts';

export interface WatchedStore {
  readonly store: ObjectStore;
  /** Why the last write failed; undefined as long as every one went well. */
  failure(): unknown;
}

/**
 * A store that remembers a failed write: the same error code can come from reading a document, which is that
 * document's trouble alone, and from writing a result, which is everybody's.
 */
export function watchWrites(store: ObjectStore): WatchedStore {
  let failure: unknown;
  const watched = async <T>(write: Promise<T>): Promise<T> => {
    try {
      return await write;
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  return {
    failure: () => failure,
    store: {
      container: store.container,
      get: (key, options) => store.get(key, options),
      create: (key, bytes, options) => watched(store.create(key, bytes, options)),
      replace: (key, bytes, options) => watched(store.replace(key, bytes, options)),
      list: (prefix) => store.list(prefix),
    },
  };
}
