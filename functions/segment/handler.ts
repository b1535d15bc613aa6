import { createSegmentHandler } from './create-handler.ts';
import { connect } from './dependencies.ts';

const dependencies = connect(process.env);
// Wakes two of classify: a first document asks when its page is prepared, both at once, and by then they have started beside this process.
for (let woken = 0; woken < 2; woken++) {
  dependencies.classifier.classify({ count: 0, data: new Uint8Array(0) }).catch(() => undefined);
}

/** The entry of the segment function; see createSegmentHandler. A missing setting fails the start, by name. */
export const handler = createSegmentHandler(dependencies);
