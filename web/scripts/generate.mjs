// Types of the API from the server's OpenAPI documents: docs/openapi/<module>.json -> src/api/schema/<module>.ts
// The documents are written by `./vedette openapi`.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const documents = path.join(import.meta.dirname, '..', '..', 'docs', 'openapi');
const folder = path.join(import.meta.dirname, '..', 'src', 'api', 'schema');
mkdirSync(folder, { recursive: true });

for (const name of readdirSync(documents).filter((file) => file.endsWith('.json'))) {
  const module = name.slice(0, -'.json'.length);
  const tree = await openapiTS(pathToFileURL(path.join(documents, name)));
  const text = `// Generated from docs/openapi/${name} by \`npm run generate\`; do not edit.\n\n${astToString(tree)}`;
  writeFileSync(path.join(folder, `${module}.ts`), text);
  console.log(`src/api/schema/${module}.ts`);
}
