/** What the command ends with. They are part of its interface: scripts ask for them. */

/** Every document was read, whether its numbers were accepted or need a person's review. */
export const EXIT_READ = 0;
/** At least one document was rejected or failed; the others were read. */
export const EXIT_SOME_FAILED = 1;
/** The call was wrong: an unknown option, a file or folder that does not exist, a model that is absent or damaged. */
export const EXIT_USAGE = 2;
/** Results could not be written: no space, no permission. */
export const EXIT_NOT_WRITTEN = 3;
/** Ended by Ctrl-C: 128 and the number of SIGINT, as shells say it. */
export const EXIT_INTERRUPTED = 130;
/** The reader of the output went away: 128 and the number of SIGPIPE. */
export const EXIT_BROKEN_PIPE = 141;
