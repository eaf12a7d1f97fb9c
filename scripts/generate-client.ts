import { fileURLToPath } from 'node:url'
import { generateClient } from './write-client.ts'

/** Generates the TypeScript client. */
await generateClient(fileURLToPath(new URL('../clients/typescript/src/', import.meta.url)))
