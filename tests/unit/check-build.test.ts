import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { requireBuildable } from '#scripts/build/check-build.ts'

const packages = [
  'typescript',
  '@types/node',
  '@types/react',
  'tailwindcss',
  '@tailwindcss/postcss',
  '@next/swc-linux-x64-gnu',
]

/** A project folder with these packages; `name` is part of its path. */
function makeProject(name: string, installed: readonly string[] = packages): string {
  const parent = mkdtempSync(join(tmpdir(), 'gatehouse-build-'))
  onTestFinished(() => rmSync(parent, { recursive: true }))
  const folder = join(parent, name, 'project')
  for (const one of installed) mkdirSync(join(folder, 'node_modules', one), { recursive: true })
  return folder
}

test.each(['C#', '#', 'back\\slash', 'a#b\\c'])(
  'a folder below %s is refused before anything is built',
  (name) => {
    const folder = makeProject(name)
    expect(() => requireBuildable(folder)).toThrow(`The app can't be built in ${folder}: the path contains`)
  },
)

// Each was tried: Next builds there, and serves the build.
test.each([' ', '?', '%20', '&+=,~^;@', 'é日😀', '(a)', '[a]', '{a,b}!$', '*', `"'`, '`|<>', ':', '\n'])(
  'a folder below %j is accepted',
  (name) => {
    expect(() => requireBuildable(makeProject(name))).not.toThrow()
  },
)

test.each(packages)('a build without %s says what to do, and installs nothing', (missing) => {
  const folder = makeProject(
    'plain',
    packages.filter((name) => name !== missing),
  )
  const named = missing.startsWith('@next/') ? '@next/swc-' : missing
  expect(() => requireBuildable(folder)).toThrow(new RegExp(`${named}.* isn't installed\\. Run npm ci`))
})
