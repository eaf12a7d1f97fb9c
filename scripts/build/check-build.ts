import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../processes/start-error.ts'

/**
 * In the project's path, these characters break the tools that Next builds with, which turn paths into URLs. Others
 * were tried and work.
 */
const brokenCharacters = ['#', '\\']

/** Next installs these itself, from the internet, when they are missing. */
const neededPackages = ['typescript', '@types/node', '@types/react', 'tailwindcss', '@tailwindcss/postcss']

/**
 * Throws StartError when a build would fail, or would download packages on its own: Gatehouse installs nothing.
 * `folder` is the project's.
 */
export function requireBuildable(folder: string): void {
  const faults = [pathFault(folder), packagesFault(folder)].filter((fault) => fault !== null)
  if (faults.length > 0) throw new StartError(faults.join('\n'))
}

/** Why the app can't be built in this folder; null when it can. */
export function pathFault(folder: string): string | null {
  const found = brokenCharacters.filter((character) => folder.includes(character))
  if (found.length === 0) return null
  return `The app can't be built in ${folder}: the path contains ${found.join(' and ')}, which Next.js can't handle. Move the project to a folder without it.`
}

function packagesFault(folder: string): string | null {
  const modules = join(folder, 'node_modules')
  const missing = neededPackages.filter((name) => !existsSync(join(modules, name)))
  if (!listNames(join(modules, '@next')).some((name) => name.startsWith('swc-'))) {
    missing.push(`@next/swc-${process.platform}-${process.arch}`)
  }
  if (missing.length === 0) return null
  return `The app can't be built: ${missing.join(', ')} ${missing.length === 1 ? "isn't" : "aren't"} installed. Run npm ci, without --omit=optional.`
}

function listNames(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
