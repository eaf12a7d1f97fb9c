import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { person } from '#drizzle/schema.ts'
import { changeApplication } from '#lib/applications/change.ts'
import { parseFacts, parseIdentity } from '#lib/applications/parse-facts.ts'
import { writeFacts } from '#lib/applications/write-facts.ts'
import { type Context, inTransaction, systemContext } from '#lib/context.ts'
import { childEnvironment, readEnvironment } from '#lib/env.ts'
import { listKeys } from '#lib/keys/api-keys.ts'
import { endPreviousKeySecret, replaceKeySecret } from '#lib/keys/replace-secret.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { type OpenableEnvironment, openServices } from '#lib/services.ts'
import { applySetup } from '#lib/setup/apply.ts'
import { readSetup } from '#lib/setup/read-setup.ts'
import { type ApplicationRow, listApplications } from '#lib/store/applications.ts'
import { newApiKey } from '#lib/vault/api-key.ts'
import { newId, randomToken } from '#lib/vault/random.ts'
import { prepareInstallation } from '#scripts/processes/prepare-installation.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import { useDatabase } from '../fixtures/database.ts'
import { urlOf } from '../fixtures/database-server.ts'
import { startAmazon } from '../fixtures/simulated-amazon.ts'

const amazon = await startAmazon()
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-headless-'))
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await amazon.close()
})

const write = (name: string, content: string | object): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const writeEncoded = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content, 'utf16le')
  return path
}
const [registered] = amazon.control.applications()
if (registered === undefined) throw new Error('Amazon has no application')
const key = newApiKey().key.expose()
const clientSecret = registered.clientSecrets[0]?.value ?? ''
const application = {
  name: 'Acme Tools',
  application_id: registered.applicationId,
  lwa_client_id: registered.lwaClientId,
  status: 'published',
  lwa_client_secret_file: 'lwa-secret',
}
write('lwa-secret', `${clientSecret}\n`)
write('password', 'correct horse battery 42\n')

const variables = {
  GATEHOUSE_DATA: join(folder, 'data'),
  GATEHOUSE_KEYS: `k1:${randomToken()}`,
  AUTH_SECRET: randomToken(),
  AMAZON_BASE_URL: amazon.origin,
  LOG_LEVEL: 'warn',
  GATEHOUSE_INIT_ADMIN_EMAIL: 'ada@example.com',
  GATEHOUSE_INIT_ADMIN_PASSWORD_FILE: join(folder, 'password'),
  GATEHOUSE_INIT_APPLICATIONS_FILE: write('applications.json', [application]),
  GATEHOUSE_INIT_API_KEY_FILE: write('api-key', key),
}

const parsedFactsOf = (row: ApplicationRow) => ({
  ...parseFacts(writeFacts(row)),
  ...parseIdentity(writeFacts(row)),
})

/** `npm run …` of the whole program, as started without any other setup. */
function run(program: readonly string[], changes: Readonly<Record<string, string>> = {}) {
  const child = spawnLeashed([join(import.meta.dirname, '../../scripts/run.mjs'), ...program], {
    env: childEnvironment({ ...variables, ...changes }),
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output.text += text))
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, output: output.text }))
  return { child, output, ended }
}

async function untilReady(port: number, { ended }: ReturnType<typeof run>): Promise<void> {
  const over = ended.then(({ output }) => {
    throw new Error(output)
  })
  const ready = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok ?? false
  await Promise.race([over, expect.poll(ready, { timeout: 120_000, interval: 100 }).toBe(true)])
}

const ask = async (port: number, path: string, body?: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}` },
    ...(body !== undefined && { body }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('gets from an empty folder and variables to a token of Amazon’s without using a page', async () => {
  const startedAtMs = performance.now()
  const port = await freePort()
  const api = run(['api'], { API_PORT: String(port) })
  await untilReady(port, api)
  expect(api.output.text).toContain('+ administrator ada@example.com')
  const { refreshToken } = amazon.control.issueRefreshToken({
    sellingPartnerId: 'A1USHARBORPINE',
    workflow: 'self',
  })
  const line = JSON.stringify({ refresh_token: refreshToken, region: 'na' })
  const { body: started } = await ask(port, '/api/v1/imports', line)
  const finished = async () => (await ask(port, `/api/v1/imports/${started.id}`)).body.state
  await expect.poll(finished, { timeout: 60_000, interval: 100 }).toBe('finished')
  const { body } = await ask(port, '/api/v1/authorizations')
  const [authorization] = body.authorizations as { id: string }[]
  const vended = await ask(port, `/api/v1/authorizations/${authorization?.id}/access-token`, '{}')
  expect(vended).toMatchObject({ status: 200, body: { region: 'na' } })
  expect(String(vended.body.access_token)).toMatch(/^Atza\|/)
  process.stderr.write(
    `from nothing to a token: ${Math.round((performance.now() - startedAtMs) / 100) / 10} s\n`,
  )
  for (const secret of [key, clientSecret, 'correct horse', refreshToken])
    expect(api.output.text).not.toContain(secret)
  api.child.kill('SIGTERM')
  await api.ended

  // Started again, and twice at the same time: everything exists, and nothing is added.
  const ports = [await freePort(), await freePort()]
  const again = ports.map((one) => run(['api'], { API_PORT: String(one), WORKER: 'off' }))
  await Promise.all(ports.map((one, index) => untilReady(one, again[index] as ReturnType<typeof run>)))
  for (const { child, ended, output } of again) {
    child.kill('SIGTERM')
    await ended
    expect(output.text).not.toContain('Set up:')
  }
}, 300_000)

test('apply lists the differences, changes them once, and asks Amazon before it replaces a client secret', async () => {
  const changed = {
    admin: { email: 'grace@example.com', name: 'Grace', password_file: 'password' },
    applications: [{ ...application, name: 'Acme', return_urls: ['https://acme.example.com/done'] }],
    api_keys: [{ name: 'Repricer', key_file: 'other-key', scopes: ['tokens:vend'], application: 'Acme' }],
  }
  write('other-key', newApiKey().key.expose())
  const file = write('setup.json', changed)
  const apply = (...more: string[]) => run(['gatehouse', 'apply', file, ...more]).ended
  const planned = await apply('--dry-run')
  expect(planned.code).toBe(0)
  expect(planned.output).toContain('+ administrator grace@example.com')
  expect(planned.output).toContain('    name: Acme Tools → Acme')
  expect(planned.output).toContain('    return_urls: (none) → https://acme.example.com/done')
  expect(planned.output).toMatch(/\+ API key Repricer \(ghk_[0-9a-f]{12}…\)/)
  expect((await apply()).output).toContain('Applied 3 of 3')
  expect((await apply()).output).toContain('Nothing to do.')

  write('lwa-secret', `amzn1.oa2-cs.v1.${randomToken()}`)
  const refused = await apply()
  expect(refused.code).not.toBe(0)
  expect(refused.output).toContain('client secret: replaced, once Amazon has accepted it')
  expect(refused.output).not.toContain('amzn1.oa2-cs')
  write('lwa-secret', clientSecret)
  expect((await apply()).output).toContain('Nothing to do.')

  // The first roles are those that sellers approved; later ones are named with the sellers who have to approve them.
  const withRoles = (...roles: string[]) =>
    write('setup.json', {
      ...changed,
      applications: changed.applications.map((each) => ({ ...each, roles })),
    })
  withRoles('Pricing')
  expect((await apply('--dry-run')).output).not.toContain('authorize again')
  expect((await apply()).output).toContain('Applied 1 of 3')
  withRoles('Pricing', 'Finance and Accounting')
  expect((await apply('--dry-run')).output).toContain(
    '    Harbor & Pine Goods must authorize again to give access to Finance and Accounting; their tokens keep working',
  )
}, 600_000)

const { db, location } = await useDatabase()
const fresh = { DATABASE_URL: urlOf(location), GATEHOUSE_INIT_ADMIN_EMAIL: 'new@example.com' }
const readEnvironmentWith = async (changes: Readonly<Record<string, string>>) =>
  unwrapEnvironment(readEnvironment({ ...variables, ...fresh, ...changes }))

/** On that database, as the dashboard and the command line do. */
async function withServices<T>(
  environment: OpenableEnvironment,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const services = openServices(environment, 'script', { connections: 2 })
  return work(systemContext(services, 'test', newId())).finally(services.close)
}

test.each([
  ['GATEHOUSE_INIT_APPLICATIONS_FILE', () => write('bad.json', '{'), 'bad.json isn’t valid JSON'],
  [
    'GATEHOUSE_INIT_APPLICATIONS_FILE',
    () => writeEncoded('utf16.json', `\uFEFF${JSON.stringify([application])}`),
    'utf16.json is UTF-16, and has to be UTF-8',
  ],
  [
    'GATEHOUSE_INIT_ADMIN_PASSWORD_FILE',
    () => writeEncoded('password16', 'correct horse 48 osprey lantern\r\n'),
    'password16 is UTF-16, and has to be UTF-8',
  ],
  [
    'GATEHOUSE_INIT_APPLICATIONS_FILE',
    () => write('marked.json', `\uFEFF${JSON.stringify([{ ...application, application_id: 'Marked' }])}`),
    'application Acme Tools (Marked): ',
  ],
  ['GATEHOUSE_INIT_APPLICATIONS_FILE', () => join(folder, 'none.json'), 'none.json can’t be read (ENOENT)'],
  [
    'GATEHOUSE_INIT_APPLICATIONS_FILE',
    () => write('unknown.json', [{ ...application, client_secret: 'x' }]),
    'unknown field client_secret',
  ],
  [
    'GATEHOUSE_INIT_APPLICATIONS_FILE',
    () => write('secret.json', [{ ...application, lwa_client_secret_file: 'nowhere' }]),
    'applications[0].lwa_client_secret_file',
  ],
  [
    'GATEHOUSE_INIT_APPLICATIONS_FILE',
    () => write('id.json', [{ ...application, application_id: 'Acme' }]),
    'application Acme Tools (Acme): ',
  ],
  [
    'GATEHOUSE_INIT_APPLICATIONS_FILE',
    () => write('return.json', [{ ...application, return_urls: ['http://acme.example.com/done'] }]),
    '): return_urls: Return URLs must be exact https addresses',
  ],
  [
    'GATEHOUSE_INIT_ADMIN_PASSWORD_FILE',
    () => write('weak', 'password1234'),
    'administrator new@example.com: ',
  ],
  [
    'GATEHOUSE_INIT_API_KEY_FILE',
    () => write('no-key', 'ghk_nonsense'),
    'GATEHOUSE_INIT_API_KEY_FILE holds no API key',
  ],
  ['GATEHOUSE_INIT_API_KEY_FILE', () => 'relative/key', 'must be an absolute path'],
])('says what is wrong with %s (%#), and sets up nothing', async (variable, file, expected) => {
  const environment = readEnvironmentWith({ [variable]: file() })
  await expect(environment.then(prepareInstallation)).rejects.toThrow(expected)
})

test('the file with the initial password can be removed once there is an administrator', async () => {
  await prepareInstallation(await readEnvironmentWith({}))
  const removed = { GATEHOUSE_INIT_ADMIN_PASSWORD_FILE: join(folder, 'removed') }
  await expect(readEnvironmentWith(removed).then(prepareInstallation)).resolves.toBeUndefined()
})

test('what was changed in the dashboard since is left as it is by the next start', async () => {
  const environment = await readEnvironmentWith({})
  await prepareInstallation(environment)
  await withServices(environment, async (ctx) => {
    const [{ id = '' } = {}] = (await listKeys(ctx, 'program')).rows
    await replaceKeySecret(ctx, { id, days: 1 })
  })
  await prepareInstallation(environment)
  await withServices(environment, async (ctx) => {
    const [{ id = '' } = {}] = (await listKeys(ctx, 'program')).rows
    await endPreviousKeySecret(ctx, id)
    const [present] = await listApplications(ctx.db)
    if (present === undefined) throw new Error('no application')
    const corrected = { ...parsedFactsOf(present), spApiApplicationId: 'amzn1.sp.solution.corrected' }
    await inTransaction(ctx, (tx) =>
      changeApplication(tx, present.id, present.updatedAt.toISOString(), corrected, 'missing'),
    )
  })
  await prepareInstallation(environment)
  await withServices(environment, async (ctx) => {
    expect((await listKeys(ctx, 'program')).rows).toHaveLength(1)
    expect(await listApplications(ctx.db)).toMatchObject([
      { name: 'Acme Tools', spApiApplicationId: 'amzn1.sp.solution.corrected' },
    ])
  })
})

test('apply says what differs and can’t be changed, and applies nothing', async () => {
  const environment = await readEnvironmentWith({})
  await prepareInstallation(environment)
  const apply = (parts: object) =>
    withServices(environment, (ctx) => applySetup(ctx, readSetup(write('differs.json', parts)), 'apply'))
  const adminOf = async (role: 'admin' | 'viewer') => {
    const { personId } = await addOperator({ db, now: () => new Date() }, role)
    if (role === 'admin')
      await db.update(person).set({ disabledAt: new Date() }).where(eq(person.id, personId))
    return { admin: { email: `${personId}@example.com`, password_file: 'password' } }
  }
  await expect(apply(await adminOf('viewer'))).rejects.toThrow('They have the role viewer.')
  await expect(apply(await adminOf('admin'))).rejects.toThrow('They are disabled.')

  write('sync-key', newApiKey().key.expose())
  const sync = { name: 'Sync', key_file: 'sync-key', scopes: ['tokens:vend', 'links:manage'] }
  const nowhere = { api_keys: [{ ...sync, application: 'Nowhere' }] }
  await expect(apply(nowhere)).rejects.toThrow('There is no application “Nowhere”.')
  expect(await apply({ api_keys: [sync] })).toMatchObject([{ kind: 'create' }])
  const reordered = { ...sync, scopes: sync.scopes.toReversed() }
  expect(await apply({ api_keys: [reordered] })).toMatchObject([{ kind: 'same' }])
  const other = { ...sync, scopes: ['tokens:vend'], application: application.name }
  await expect(apply({ api_keys: [other] })).rejects.toThrow(
    'scopes: links:manage tokens:vend (in the file: tokens:vend); application: all (in the file: Acme Tools). A key can’t be changed',
  )
})

test('a program that finds the initial setup invalid says so, and ends', async () => {
  const faulty = { ...fresh, GATEHOUSE_INIT_APPLICATIONS_FILE: write('bad.json', '{') }
  const { code, output } = await run(['api'], { ...faulty, API_PORT: String(await freePort()) }).ended
  expect(code).not.toBe(0)
  expect(output).toContain('The initial setup (GATEHOUSE_INIT_…) is faulty:')
  expect(output).toContain('bad.json isn’t valid JSON')
})
