import { createSegmentHandler } from './create-handler.ts';
import { connect } from './dependencies.ts';

/** The entry of the segment function; see createSegmentHandler. A missing setting fails the start, by name. */
export const handler = createSegmentHandler(connect(process.env));
