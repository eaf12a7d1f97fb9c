import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from '#lib/vault/digest.ts'

/** Everything that `next build` reads. */
export const sources = [
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

/**
 * Identifies this version of the app's code: equal contents have equal versions, wherever and whenever they were
 * copied. 43 characters of base64url.
 */
export function sourceVersion(folder: string): string {
  return digest(JSON.stringify(sources.flatMap((source) => describe(folder, source))))
}

/** Path and content of each file. Hidden files, such as those that macOS adds to folders and archives, don't count. */
function describe(folder: string, path: string): (readonly [path: string, content: string])[] {
  const stats = statSync(join(folder, path), { throwIfNoEntry: false })
  if (stats === undefined) return []
  if (!stats.isDirectory()) return [[path, digest(readFileSync(join(folder, path), 'base64'))]]
  return readdirSync(join(folder, path))
    .filter((name) => !name.startsWith('.'))
    .sort()
    .flatMap((name) => describe(folder, `${path}/${name}`))
}
