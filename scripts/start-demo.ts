import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { childEnvironment, readVariables } from '#lib/env.ts'
import { buildIfStale } from './build-app.ts'
import { demoEnvironment } from './demo-environment.ts'
import { launch, say } from './launch.ts'
import { loadEnvironment, projectFolder } from './load-environment.ts'
import { requireFreePorts } from './ports.ts'
import { appProgram, entryProgram, simulatorProgram } from './programs.ts'
import { seedDemo } from './seed-demo.ts'
import { localUrl } from './wait-until-ready.ts'

type People = Awaited<ReturnType<typeof seedDemo>>

/** Simulator, app and api on a database with demo people, until told to stop. `.env` is loaded already. */
export async function startDemo(): Promise<void> {
  const { present: given } = readVariables(childEnvironment())
  const dataFolder = resolve(projectFolder, given.GATEHOUSE_DATA || '.gatehouse')
  const changes = demoEnvironment(given, dataFolder)
  const environment = loadEnvironment(changes)
  const { host, port, apiPort, simulatorPort } = environment
  await requireFreePorts([
    { variable: 'PORT', host, port },
    { variable: 'API_PORT', host, port: apiPort },
    { variable: 'SIMULATOR_PORT', host: '127.0.0.1', port: simulatorPort },
  ])
  const factsFile = join(dataFolder, 'demo.json')
  rmSync(factsFile, { force: true })
  await buildIfStale(say)

  const addresses = {
    app: `http://localhost:${port}`,
    api: `http://localhost:${apiPort}`,
    simulator: `http://127.0.0.1:${simulatorPort}`,
  }
  let people: People
  await launch({
    environment,
    prepare: async () => {
      people = await seedDemo(environment)
    },
    programs: [
      simulatorProgram(environment, changes),
      appProgram(environment, changes),
      entryProgram('api', environment, { changes }),
    ],
    awaits: [`${addresses.simulator}/`, localUrl(environment, apiPort, '/readyz')],
    beforeOpening: () => writeFacts(factsFile, { ...addresses, ...people }),
    opens: [localUrl(environment, port, '/')],
    announce: () => `${describe({ ...addresses, ...people })}\nThe same details for scripts: ${factsFile}\n`,
  }).finally(() => rmSync(factsFile, { force: true }))
}

function describe({
  app,
  api,
  simulator,
  seller,
  operator,
}: People & Record<'app' | 'api' | 'simulator', string>) {
  return `
The demo is running, with a simulated Amazon. Ctrl+C stops it; the next start continues where it stopped.

  Sellers    ${app}
             ${seller.email}, password ${seller.password}
  Operators  ${app}/ops
             ${operator.email}, password ${operator.password}
  Programs   ${api}
  Amazon     ${simulator}
`
}

/** In one step, for scripts that wait for the file. It holds passwords. */
function writeFacts(file: string, facts: object): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
