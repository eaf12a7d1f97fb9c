import { fileURLToPath } from 'node:url'
import { generateClient } from './write-client.ts'

/** Writes the TypeScript client anew. */
await generateClient(fileURLToPath(new URL('../clients/typescript/src/', import.meta.url)))
