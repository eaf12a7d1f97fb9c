import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { childEnvironment, readVariables } from '#lib/env.ts'
import { buildIfStale } from '../build/build-app.ts'
import { loadEnvironment, projectFolder } from '../load-environment.ts'
import { launch, say } from '../processes/launch.ts'
import { requireFreePorts } from '../processes/ports.ts'
import { appProgram, entryProgram, simulatorProgram } from '../processes/programs.ts'
import { localUrl } from '../processes/wait-until-ready.ts'
import { demoEnvironment } from './environment.ts'
import { lockFolder } from './lock-folder.ts'
import { type DemoOptions, demoPasswords, requireDemoDatabase, seedDemo } from './seed.ts'
import { type SignIns, signInsWith } from './seed-people.ts'

/** Simulator, app and api on a database with demo people, until stopped. Its part of `.env` is already loaded. */
export async function startDemo(options: DemoOptions): Promise<void> {
  const { present: given } = readVariables(childEnvironment())
  const dataFolder = resolve(projectFolder, given.GATEHOUSE_DATA || '.gatehouse')
  const variables = demoEnvironment(given, dataFolder)
  const environment = await loadEnvironment(variables)
  await lockFolder(environment.dataFolder)
  const passwords = demoPasswords(environment)
  const people = signInsWith(passwords)
  const changes = { ...variables, DEMO_SIGN_INS: JSON.stringify(people) }
  const { host, port, apiPort, simulatorPort, mailboxPort, mailboxSmtpPort } = environment
  await requireFreePorts([
    { variable: 'PORT', host, port },
    { variable: 'API_PORT', host, port: apiPort },
    { variable: 'SIMULATOR_PORT', host: '127.0.0.1', port: simulatorPort },
    { variable: 'MAILBOX_PORT', host: '127.0.0.1', port: mailboxPort },
    { variable: 'MAILBOX_SMTP_PORT', host: '127.0.0.1', port: mailboxSmtpPort },
  ])
  const factsFile = join(dataFolder, 'demo.json')
  rmSync(factsFile, { force: true })

  const addresses = {
    app: `http://localhost:${port}`,
    api: `http://localhost:${apiPort}`,
    simulator: `http://127.0.0.1:${simulatorPort}`,
    mailbox: `http://127.0.0.1:${mailboxPort}`,
  }
  const run = (isReset: boolean) => {
    const reset = Promise.withResolvers<void>()
    return launch({
      environment,
      until: reset.promise,
      beforeMigrating: () => requireDemoDatabase(environment),
      // Neither needs the other, and in a fresh clone both take a while.
      prepare: async () => {
        await Promise.all([buildIfStale(say), seedDemo(environment, passwords, { ...options, isReset }, say)])
      },
      programs: [
        simulatorProgram(environment, changes, reset.resolve),
        appProgram(environment, changes),
        entryProgram('api', environment, { changes }),
      ],
      awaits: [`${addresses.simulator}/`, localUrl(environment, apiPort, '/readyz')],
      beforeOpening: () => writeFacts(factsFile, { ...addresses, ...people }),
      opens: [localUrl(environment, port, '/')],
      announce: () =>
        `${describe({ ...addresses, ...people })}\nThe same details for scripts: ${factsFile}\n`,
    }).finally(() => rmSync(factsFile, { force: true }))
  }
  let { isReset } = options
  // A signal during a reset means the demo, too.
  while (!(await run(isReset)).isSignaled) isReset = true
}

function describe({
  app,
  api,
  simulator,
  mailbox,
  seller,
  operator,
}: SignIns & Record<'app' | 'api' | 'simulator' | 'mailbox', string>) {
  return `
The demo is running, with a simulated Amazon. Ctrl+C stops it; the next start continues where it stopped.

  Operators  ${app}/ops
             One click signs you in, or ${operator.email}, password ${operator.password}
  Sellers    ${app}
             One click signs you in, or ${seller.email}, password ${seller.password}
  Programs   ${api}
  Amazon     ${simulator}
  Mailbox    ${mailbox}
`
}

/** In one step, for scripts that wait for the file. It holds passwords. */
function writeFacts(file: string, facts: object): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
