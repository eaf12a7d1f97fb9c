import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import type {
  startSimulator as Packaged,
  ApplicationFacts as PackagedApplication,
  Consent as PackagedConsent,
  Control as PackagedControl,
  FaultFacts as PackagedFault,
  SimulatorOptions as PackagedOptions,
  Seller as PackagedSeller,
  Settings as PackagedSettings,
  Simulator as PackagedSimulator,
} from '#clients/simulator/types.d.ts'
import { childEnvironment } from '#lib/env.ts'
import type { Control } from '#simulator/control/control.ts'
import type { DirectRequest } from '#simulator/control/grant-directly.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '#simulator/start.ts'
import type { ApplicationFacts } from '#simulator/world/applications.ts'
import type { FaultFacts } from '#simulator/world/faults.ts'
import type { Seller, Settings } from '#simulator/world/shapes.ts'

const project = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'simulator-package-'))
afterAll(() => rmSync(folder, { recursive: true }))

// The Node that runs the tests, for npm, too; and nothing from outside the folder.
const environment = childEnvironment({
  PATH: [dirname(process.execPath), join(project, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  npm_config_offline: 'true',
  npm_config_cache: join(folder, 'cache'),
})
const npm = (cwd: string, ...args: readonly string[]) =>
  execFileSync('npm', [...args], {
    cwd,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })

test('the package works in an empty folder: the example’s tests pass, and the command answers', async () => {
  cpSync(join(project, 'examples/simulator-in-tests'), folder, { recursive: true })
  npm(join(project, 'clients/simulator'), 'pack', '--pack-destination', folder)
  expect(readdirSync(folder)).toContain('gatehouse-sp-api-simulator-0.1.0.tgz')
  npm(folder, 'install', '--no-audit', '--no-fund')
  const said = execFileSync(process.execPath, ['--test', '--test-reporter=tap'], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  })
  expect(said).toMatch(/^# pass 5$/m)
  expect(said).toMatch(/^# fail 0$/m)

  const command = join(folder, 'node_modules/.bin/sp-api-simulator')
  const child = spawn(process.execPath, [command, '--port', '0', '--tls-port', 'off'], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const origin = String(line).replace('A simulated Amazon at ', '')
  const font = await fetch(`${origin}/_fonts/geist`)
  expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2'])
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

/** Each can be used in place of the other. */
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false

test('the types of the package are those of the simulator', async () => {
  const packaged: typeof Packaged = startSimulator
  const areSame: [
    Same<PackagedFault, FaultFacts>,
    Same<PackagedApplication, ApplicationFacts>,
    Same<PackagedSettings, Settings>,
    // The others are for programs of this repository.
    Same<PackagedOptions, Pick<SimulatorOptions, keyof PackagedOptions>>,
    Same<PackagedSeller, Seller>,
    Same<PackagedConsent, DirectRequest>,
    Same<Omit<PackagedSimulator, 'control'>, Omit<Simulator, 'control'>>,
    // The package promises less about what some of them return.
    Same<keyof PackagedControl, Exclude<keyof Control, 'isClockFollowed' | 'moveClock'>>,
  ] = [true, true, true, true, true, true, true, true]
  expect(areSame).not.toContain(false)
  const simulator = await packaged()
  expect(simulator.control.sellers().length).toBeGreaterThan(10)
  await simulator.close()
})
