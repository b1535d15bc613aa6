type Environment = Readonly<Record<string, string | undefined>>;

/** `MODEL_DIR`: folder of manifest.json and the files that it names. @default /opt/model, where the layer unpacks */
export function getModelDirectory(environment: Environment = process.env): string {
  return environment.MODEL_DIR || '/opt/model';
}

/** `WASM_DIR`: folder of the engine's .wasm files. @default the model directory, which the layer carries both in */
export function getWasmDirectory(environment: Environment = process.env): string {
  return environment.WASM_DIR || getModelDirectory(environment);
}
