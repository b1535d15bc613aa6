import { createSegmentHandler } from './create-handler.ts';
import { connect } from './dependencies.ts';

const dependencies = connect(process.env);
// Wakes classify: a first document asks it only when its page is prepared, and by then it has started beside this process.
dependencies.classifier.classify({ count: 0, data: new Uint8Array(0) }).catch(() => undefined);

/** The entry of the segment function; see createSegmentHandler. A missing setting fails the start, by name. */
export const handler = createSegmentHandler(dependencies);
