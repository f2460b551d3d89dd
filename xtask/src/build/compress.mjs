// Writes <file>.br and <file>.gz beside each file named; with --check, says whether those there unpack to it.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";

const check = process.argv[2] === "--check";
for (const file of process.argv.slice(check ? 3 : 2)) {
  const raw = readFileSync(file);
  if (check) {
    const same = raw.equals(brotliDecompressSync(readFileSync(`${file}.br`))) && raw.equals(gunzipSync(readFileSync(`${file}.gz`)));
    if (!same) throw new Error(`${file}.br or .gz does not unpack to ${file}`);
    continue;
  }
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_MODE]: file.endsWith(".wasm") ? constants.BROTLI_MODE_GENERIC : constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(raw, { params }));
  writeFileSync(`${file}.gz`, gzipSync(raw, { level: 9 }));
}
