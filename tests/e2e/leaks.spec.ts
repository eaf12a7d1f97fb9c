import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Amazon, Partner } from './amazon.ts'
import type { Sql } from './database.ts'
import { endDemo } from './demo.ts'
import { withOwnDemo } from './fixtures.ts'
import { Recorder, type Trace } from './recorder.ts'
import { collectSecrets, findSecrets } from './secrets.ts'
import {
  acceptInvitation,
  authorize,
  confirm,
  connect,
  connectionCard,
  disconnect,
  expectConnected,
  inviteOperator,
  openPartner,
  refreshNow,
  runFirstCall,
  signIn,
  signUp,
  statePanel,
} from './story.ts'

// The most detailed log level.
const test = withOwnDemo({ LOG_LEVEL: 'debug' }).extend<{ readonly recorder: Recorder }>({
  recorder: async ({ demo }, use) => {
    const recorder = await Recorder.start(demo.app)
    await use(recorder)
    await recorder.stop()
  },
  proxy: async ({ recorder }, use) => use({ server: recorder.address }),
})

test('after a run that used every feature, no secret is found in any output (B1, B7, D5, D7, G1)', async ({
  page,
  context,
  demo,
  ownDemo,
  amazon,
  database,
  anotherBrowser,
  allowOnConsole,
  recorder,
}) => {
  allowOnConsole(/40\d/)
  const office = await anotherBrowser({ proxy: { server: recorder.address } })
  const stranger = await anotherBrowser({ proxy: { server: recorder.address } })

  const partner = await amazon.addPartner()
  const { password } = await signUp(page)
  await connect(page, partner)
  await sellThroughTrouble(page, stranger, amazon)
  await signIn(office, '/ops', demo.operator)
  await operate(office, amazon, partner)
  const { link } = await inviteOperator(office, 'viewer')
  await acceptInvitation(stranger, link)
  const card = await connectionCard(page, partner.name)
  await disconnect(card)
  await expect(card).toContainText('Disconnected')
  for (const path of ['/', '/connect/me', '/connect/connections']) await visit(page, recorder, path)
  for (const path of [
    '/ops',
    '/ops/authorizations',
    '/ops/attempts',
    '/ops/calls',
    '/ops/people',
    '/ops/me',
  ]) {
    await visit(office, recorder, path)
  }

  const secrets = await collectSecrets(
    ownDemo.place,
    demo,
    amazon,
    [context, office.context(), stranger.context()],
    [
      { name: 'password', value: password },
      { name: 'invitation', value: link.split('#')[1] ?? '' },
    ],
  )
  expect([...new Set(secrets.map(({ name }) => name))], 'the run used every kind').toEqual([
    'encryption key',
    'AUTH_SECRET',
    'client secret',
    'refresh token',
    'access token',
    'authorization code',
    'state',
    'cookie',
    'password',
    'invitation',
  ])
  const heard = { where: 'list of the simulator', text: JSON.stringify(await amazon.received()) }
  expect(findSecrets(secrets, [heard]), 'what is there is found').toHaveLength(5)
  // Only then do the streams of open pages end.
  for (const each of [page, office, stranger]) await each.close()
  const served = [...(await recorder.all()), ...filesIn('.next/static')]
  const dump = await dumpDatabase(database)
  await database.end({ timeout: 5 })
  await amazon.clearFaults()
  await endDemo(ownDemo.process)
  const log: Trace = { where: 'log', text: readFileSync(ownDemo.place.log, 'latin1') }
  expect(log.text, 'the log tells what was asked').toContain('/auth/o2/token')
  // Only the demo itself may print how to sign in to it.
  const printed = log.text.replaceAll(/^.*@example\.com, password .*$/gm, '')
  const disk = filesIn(join(ownDemo.place.folder, 'demo', 'postgres'))
  expect(served.length).toBeGreaterThan(100)
  expect(dump.length).toBeGreaterThan(50)
  // The administrator who creates a link gets it, only in that answer.
  expect(findSecrets(secrets, served)).toEqual(['invitation in the body of /ops/people'])
  expect(findSecrets(secrets, dump)).toEqual([])
  expect(findSecrets(secrets, [{ ...log, text: printed }])).toEqual([])
  expect(findSecrets(secrets, disk)).toEqual([])
})

/** A failure on the way must not reveal more than a success. */
async function sellThroughTrouble(page: Page, stranger: Page, amazon: Amazon): Promise<void> {
  for (const fault of [
    { kind: 'html', at: 'token', times: 1 },
    { kind: 'truncated-body', at: 'token', times: 1 },
    { kind: 'refuse', row: 'L1', at: 'token', times: 1 },
  ] as const) {
    await amazon.addFault(fault)
    const partner = await amazon.addPartner()
    await authorize(page)
    const consent = page.url()
    await confirm(page, partner)
    await expect(
      page.getByRole('heading', { name: /connected$|didn’t accept|couldn’t be read|was interrupted/ }),
    ).toBeVisible()
    await stranger.goto(await amazon.confirm(consent, partner))
    await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible()
  }
  const withoutRole = await amazon.addPartner({ grantsRoles: false })
  await authorize(page)
  await confirm(page, withoutRole)
  await expectConnected(page, withoutRole.id)
}

async function operate(office: Page, amazon: Amazon, partner: Partner): Promise<void> {
  await openPartner(office, partner.name)
  await refreshNow(office)
  await expect(office.getByText('Amazon issued a new access token.')).toBeVisible()
  await runFirstCall(office)
  await amazon.disable(partner)
  await openPartner(office, partner.name)
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Retrying')
}

async function visit(page: Page, recorder: Recorder, path: string): Promise<void> {
  await page.goto(path)
  await recorder.leave(page)
}

/** Every row of every table of all our schemas, as text. */
async function dumpDatabase(sql: Sql): Promise<Trace[]> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  const dumps = tables.map(async ({ name }) => {
    const rows = await sql.unsafe<{ text: string }[]>(`select row_to_json(t)::text as text from ${name} t`)
    return rows.map(({ text }) => ({ where: `table ${name}`, text }))
  })
  return (await Promise.all(dumps)).flat()
}

function filesIn(folder: string): Trace[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => ({ where: path, text: readFileSync(path, 'latin1') }))
}
