import { createApiHandler } from './create-handler.ts';
import { connect } from './dependencies.ts';

/** The entry of the API function; see createApiHandler. A missing setting fails the start, by name. */
export const handler = createApiHandler(connect(process.env));
