import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '../..')
const entry = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const lock = z.object({ packages: z.record(z.string(), entry) })
const files = ['package-lock.json', 'bench/peers/package-lock.json']

describe.each(files)('%s', (file) => {
  const { packages } = read(file)
  const installed = Object.entries(packages).filter(([path]) => path !== '')

  test('npm checks every package against a hash, whatever the operating system', () => {
    const unchecked = installed.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'))
    expect(unchecked.map(([path]) => path)).toEqual([])
  })

  test('names no registry, so that everybody can install from their own', () => {
    expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
  })

  test('has the binaries of every operating system, not only of the one that wrote it', () => {
    const missing = installed.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(packages, path, name)),
    )
    expect(missing).toEqual([])
  })
})

test('building the app needs no development dependency', () => {
  const { packages } = read('package-lock.json')
  // Next installs these itself, from the internet, when it builds without them.
  for (const name of ['typescript', '@types/node', '@types/react']) {
    expect(packages[`node_modules/${name}`], name).toMatchObject({ version: expect.any(String) })
    expect(packages[`node_modules/${name}`]?.dev, name).toBeUndefined()
  }
})

function read(file: string): z.infer<typeof lock> {
  return lock.parse(JSON.parse(readFileSync(join(root, file), 'utf8')))
}

/** As Node resolves `name` from the package at `path`. */
function isLocked(packages: Readonly<Record<string, unknown>>, path: string, name: string): boolean {
  for (let folder = path; ; ) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true
    if (folder === '') return false
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  }
}
