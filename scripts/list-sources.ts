import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What `next build` reads. */
const sources = [
  'app',
  'components',
  'drizzle/schema.ts',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'lib',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'public',
  'tsconfig.json',
]

/** One line per file: path, bytes, time of the last change. Equal lists mean equal sources. */
export function listSources(folder: string): string {
  return sources.flatMap((source) => describe(folder, source)).join('\n')
}

function describe(folder: string, path: string): string[] {
  const stats = statSync(join(folder, path), { throwIfNoEntry: false })
  if (stats === undefined) return []
  if (!stats.isDirectory()) return [`${path} ${stats.size} ${stats.mtimeMs}`]
  return readdirSync(join(folder, path))
    .sort()
    .flatMap((name) => describe(folder, join(path, name)))
}
