import { z } from 'zod'

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
    }),
  ),
})

/** Licenses under which Gatehouse may contain a package. A new one is a decision: read it, then add it. */
export const acceptedLicenses: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
])

/** Licenses of packages whose package.json names none: from their license file or their readme. */
export const readLicenses: Readonly<Record<string, string>> = {
  'decko 1.2.0': 'MIT',
  'stickyfill 1.1.1': 'MIT',
}

/** `MIT` for `(MIT OR CC0-1.0)`: the first accepted one of alternatives, or all of several. Null: not accepted. */
export function acceptLicense(expression: string): string | null {
  const accepted = expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .find((one) => one.split(' AND ').every((name) => acceptedLicenses.has(name)))
  return accepted ?? null
}

export interface LicensedPackage {
  /** With its version. */
  readonly name: string
  /** As the package says; null: it names none, and nobody has read its files. */
  readonly license: string | null
}

/** Every package that an installation may contain, from the lock file. */
export function listLicenses(lockFile: string): readonly LicensedPackage[] {
  const { packages } = lock.parse(JSON.parse(lockFile))
  const found = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version, license }]) => {
      const name = `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)} ${version}`
      return [name, license ?? readLicenses[name] ?? null] as const
    })
  return [...new Map(found)]
    .map(([name, license]) => ({ name, license }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

/** The text of THIRD-PARTY-LICENSES.md: the packages of each license. Without versions, which change every week. */
export function describeLicenses(packages: readonly LicensedPackage[]): string {
  const byLicense = Map.groupBy(packages, ({ license }) => license ?? 'none stated')
  const sections = [...byLicense].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return [
    '# Licenses of dependencies',
    '',
    'Gatehouse itself is licensed under Apache-2.0. This is what its installations contain besides, by the license that each',
    'package states. `npm run licenses` writes this list, and a test refuses licenses that nobody has accepted',
    '(`scripts/list-licenses.ts`). `npm run -s sbom` prints all of it with versions and hashes, in the CycloneDX format.',
    ...sections.flatMap(([license, of]) => [
      '',
      `## ${license}`,
      '',
      [...new Set(of.map(({ name }) => name.slice(0, name.lastIndexOf(' '))))].join(', '),
    ]),
    '',
  ].join('\n')
}
