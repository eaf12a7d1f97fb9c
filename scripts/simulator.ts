import { enableCompileCache } from 'node:module'

// Halves the time until it answers, from the second start on.
enableCompileCache()
await import('#simulator/command.ts')
