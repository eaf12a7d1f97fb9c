import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { eq, sql } from 'drizzle-orm'
import { afterAll, expect, inject, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { audit } from '#drizzle/schema.ts'
import { startEmbedded } from '#lib/embedded-postgres/server.ts'
import { readEnvironment } from '#lib/env.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { openServices } from '#lib/services.ts'
import { randomToken } from '#lib/vault/random.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { asAdministrator, locate, makeDatabase, urlOf } from '../fixtures/database-server.ts'
import { runGatehouse } from '../fixtures/run-gatehouse.ts'
import { untilBlocked } from '../fixtures/until-blocked.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system, variables } = own
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-drill-'))
const file = join(folder, 'gatehouse.backup')
const restored = { GATEHOUSE_DATA: join(folder, 'data') }
afterAll(() => rmSync(folder, { recursive: true }))

const run = (
  args: readonly string[],
  changes: Readonly<Record<string, string>> = {},
  killWhen?: () => Promise<unknown>,
) => runGatehouse(args, { ...variables, ...changes }, { killWhen })

test('I1: on a new machine, a backup and the keys give a working Gatehouse that issues tokens', async () => {
  await checkKeys(services)
  const admin = await addAdmin(services, (actor) => ({ ...system, actor }))
  const { key } = await makeKey(admin)
  const id = await addGrant(system, simulator, 'A1USHARBORPINE')
  const first = await own.startApi()
  expect((await first.vend(id, key)).status).toBe(200)

  // While it is running.
  const verified = await run(['audit', 'verify'])
  expect(verified).toMatchObject({
    code: 0,
    output: expect.stringContaining('The audit log is unchanged.'),
  })
  const [, head = ''] = /^Head: (.+)$/m.exec(verified.output) ?? []
  const backup = await run(['backup', file])
  expect(backup).toMatchObject({ code: 0, output: expect.stringContaining("It doesn't contain the keys.") })
  expect(backup.output, 'says in words what it contains').toMatch(
    /gatehouse\.backup contains [\d,]+ rows from \d+ tables, including 1 authorization, as of [-\d]+ [:\d]+ UTC \(/,
  )
  await first.end('SIGTERM')
  const content = gunzipSync(readFileSync(file)).toString()
  for (const secret of [key, variables.GATEHOUSE_KEYS.slice(3), variables.AUTH_SECRET, 'Atzr|', 'Atza|']) {
    expect(content).not.toContain(secret)
  }
  expect((await run(['backup', file])).output).toContain('already exists')

  // Without the keys, nothing is restored: nobody could verify that it wasn't altered.
  const stranger = { GATEHOUSE_DATA: join(folder, 'stranger'), GATEHOUSE_KEYS: `k1:${randomToken()}` }
  expect((await run(['restore', file], stranger)).output).toContain(
    "The backup was altered, or the key k1 of this configuration isn't the one that it was made with. Nothing was restored",
  )
  const restoring = await run(['restore', file], restored)
  expect(restoring).toMatchObject({
    code: 0,
    output: expect.stringContaining('The keys of this configuration open it.'),
  })
  expect((await run(['restore', file], restored)).output).toMatch(
    /isn't empty\. Restore into an empty database, or add --replace/,
  )

  const verifying = await run(['audit', 'verify', '--head', head], restored)
  expect(verifying, 'G4: the chain is valid in its new place').toMatchObject({
    code: 0,
    output: expect.stringContaining('The audit log is unchanged.'),
  })
  const [number = ''] = head.split('-')
  const later = head.replace(number, String(Number(number) + 100))
  const cutOff = await run(['audit', 'verify', '--head', later], restored)
  expect(cutOff).toMatchObject({
    code: 1,
    output: expect.stringContaining(`batch ${Number(number) + 100}, the expected head, is missing.`),
  })

  const postgres = await startEmbedded(restored.GATEHOUSE_DATA)
  const opened = openServices(
    await unwrapEnvironment(readEnvironment({ ...variables, ...restored })),
    'script',
  )
  try {
    const second = await own.startApi([], restored)
    expect((await second.vend(id, key)).status).toBe(200)
    await second.end('SIGTERM')
    const entries = await opened.db.select().from(audit).where(eq(audit.action, 'installation.restored'))
    expect(entries).toHaveLength(1)
  } finally {
    await opened.close()
    await postgres.stop()
  }
})

test('a backup is refused while the configuration has other keys than the database, and names all that it needs', async () => {
  await checkKeys(services)
  const refused = join(folder, 'refused.backup')
  const edited = await run(['backup', refused], { GATEHOUSE_KEYS: `k1:${randomToken()}` })
  expect(edited.code).not.toBe(0)
  expect(edited.output).toContain('Nothing was backed up')
  expect(edited.output).toContain("The key k1 of GATEHOUSE_KEYS isn't the one that sealed this database")
  const missing = await run(['export', refused], { GATEHOUSE_KEYS: `k2:${randomToken()}` })
  expect(missing.output).toContain('GATEHOUSE_KEYS lacks the key k1')
  expect(existsSync(refused)).toBe(false)
  // The first key is new: no process has been restarted with it.
  const keys = `k2:${randomToken()},${variables.GATEHOUSE_KEYS}`
  const added = await run(['backup', refused], { GATEHOUSE_KEYS: keys })
  expect(added).toMatchObject({ code: 0, output: expect.stringContaining('you need the keys k1, k2 and') })
})

test('a backup that was killed leaves no file that could be taken for a backup', async () => {
  const killed = join(folder, 'killed.backup')
  const { code, output } = await services.db.transaction(async (tx) => {
    await tx.execute(sql`lock table account in access exclusive mode`)
    return run(['backup', killed], {}, () => untilBlocked(services.db, tx))
  })
  expect(code, output).toBe(null)
  expect(existsSync(killed)).toBe(false)
  expect((await run(['backup', killed])).output).toContain('killed.backup.part already exists')
  rmSync(`${killed}.part`)
  expect((await run(['backup', killed])).code).toBe(0)
  expect(existsSync(`${killed}.part`)).toBe(false)
})

test('moves an installation to a database server and back, and its keys open everything there', async () => {
  const archive = join(folder, 'moved.archive')
  const exported = await run(['export', archive])
  expect(exported).toMatchObject({ code: 0, output: expect.stringContaining('Stop this installation') })
  const { name, url } = await makeServerDatabase()
  try {
    const server = { DATABASE_URL: url, GATEHOUSE_DATA: join(folder, 'unused') }
    expect((await run(['import', archive], server)).output).toContain(
      'The keys of this configuration open it.',
    )
    const back = join(folder, 'back.archive')
    expect((await run(['export', back], server)).code).toBe(0)
    const embedded = { GATEHOUSE_DATA: join(folder, 'back') }
    expect((await run(['import', back], embedded)).code).toBe(0)
    expect((await run(['import', back], embedded)).output).toContain("isn't empty")
    const replaced = await run(['import', back, '--replace'], embedded)
    expect(replaced).toMatchObject({
      code: 0,
      output: expect.stringContaining('The keys of this configuration open it.'),
    })
  } finally {
    await asAdministrator(inject('databaseServer'), (sql) => sql`drop database ${sql(name)} with (force)`)
  }
})

async function makeServerDatabase(): Promise<{ readonly name: string; readonly url: string }> {
  const server = inject('databaseServer')
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`
  await makeDatabase(server, name)
  return { name, url: urlOf(locate(server, name)) }
}
