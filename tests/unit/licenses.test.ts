import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { acceptLicense, describeLicenses, listLicenses, readLicenses } from '#scripts/list-licenses.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const packages = listLicenses(read('package-lock.json'))

test('no package has a license that wasn’t accepted', () => {
  const unknown = packages.filter(({ license }) => license === null || acceptLicense(license) === null)
  expect(unknown).toEqual([])
  expect(packages.length).toBeGreaterThan(200)
})

test.each([
  ['MIT', 'MIT'],
  ['(GPL-3.0-only OR MIT)', 'MIT'],
  ['Apache-2.0 AND MIT', 'Apache-2.0 AND MIT'],
  ['Apache-2.0 AND GPL-3.0-only', null],
  ['GPL-3.0-only', null],
  ['SEE LICENSE IN LICENSE.txt', null],
  ['UNLICENSED', null],
])('%s is accepted as %s', (expression, accepted) => {
  expect(acceptLicense(expression)).toBe(accepted)
})

test('a package that states no license is found', () => {
  const lockFile = JSON.stringify({
    packages: {
      '': {},
      'node_modules/a/node_modules/@b/c': { version: '1.0.0' },
      'node_modules/d': { dev: true },
    },
  })
  expect(listLicenses(lockFile)).toEqual([{ name: '@b/c 1.0.0', license: null }])
})

test('licenses that were read by hand are still needed', () => {
  const names = packages.map(({ name }) => name)
  expect(Object.keys(readLicenses).filter((name) => !names.includes(name))).toEqual([])
})

test('THIRD-PARTY-LICENSES.md is what `npm run licenses` writes', () => {
  expect(read('THIRD-PARTY-LICENSES.md')).toBe(describeLicenses(packages))
})

test('the SBOM lists every package that is installed, with its version, its hash and its license', () => {
  const { stdout, status } = spawnSync('npm', ['run', '-s', 'sbom'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  })
  expect(status).toBe(0)
  const sbom = JSON.parse(stdout) as {
    bomFormat: string
    components: { name: string; version: string; hashes?: unknown[]; licenses?: unknown[] }[]
  }
  expect(sbom.bomFormat).toBe('CycloneDX')
  const listed = sbom.components.map(({ name, version }) => `${name} ${version}`)
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  const direct = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`)
  expect(listed).toEqual(expect.arrayContaining(direct))
  const known = new Set(packages.map(({ name }) => name))
  expect(listed.filter((name) => !known.has(name))).toEqual([])
  expect(packages.filter(({ name }) => !listed.includes(name))).toEqual([])
  expect(sbom.components.filter(({ hashes = [] }) => hashes.length === 0)).toEqual([])
})
