import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { listLicenses } from './list-licenses.ts'
import { projectFolder } from './load-environment.ts'
import { StartError } from './processes/start-error.ts'

const property = z.looseObject({ name: z.string() })
const component = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string(),
  properties: z.array(property).default([]),
})
const bom = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
})

/** npm marks packages that are needed for development and otherwise with this. */
const developmentMark = 'cdx:npm:package:development'

/**
 * The software bill of materials of this version, as npm creates it from the lock file, without packages that are only
 * needed for development. `npm sbom --omit dev` would leave out those that are needed for both, such as React.
 */
const { stdout, stderr, status } = spawnSync(
  'npm',
  ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'],
  { cwd: projectFolder, encoding: 'utf8', maxBuffer: 100_000_000 },
)
if (status !== 0) throw new StartError(`npm sbom failed: ${stderr}`)
const whole = bom.parse(JSON.parse(stdout))
const packages = listLicenses(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8'))
const installed = new Set(packages.map(({ name }) => name))
const components = whole.components
  .filter(({ name, version }) => installed.has(`${name} ${version}`))
  .map(({ properties, ...one }) => ({
    ...one,
    properties: properties.filter(({ name }) => name !== developmentMark),
  }))
const kept = new Set([whole.metadata.component['bom-ref'], ...components.map((one) => one['bom-ref'])])
const dependencies = whole.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ dependsOn, ...one }) => ({ ...one, dependsOn: dependsOn.filter((ref) => kept.has(ref)) }))
// npm names the folder.
const metadata = { ...whole.metadata, component: { ...whole.metadata.component, name: 'gatehouse' } }
process.stdout.write(`${JSON.stringify({ ...whole, metadata, components, dependencies }, null, 2)}\n`)
