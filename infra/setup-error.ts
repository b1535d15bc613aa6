/** Something that whoever runs `cdk` has to put right first; shown as its message alone, without a stack trace. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
