import { execFile } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const folder = join(import.meta.dirname, 'peers')

/** Installs the clients to compare with, unless they are installed. Nothing else needs them. */
export async function installPeers(): Promise<void> {
  const lock = statSync(join(folder, 'package-lock.json'))
  const installed = statSync(join(folder, 'node_modules/.package-lock.json'), { throwIfNoEntry: false })
  if (installed !== undefined && installed.mtimeMs >= lock.mtimeMs) return
  process.stderr.write('installing the public clients that the bench stands beside\n')
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder })
}
