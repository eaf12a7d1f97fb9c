import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { openDatabase } from '#lib/database/pool.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { startKms } from '../fixtures/kms.ts'
import { runGatehouse } from '../fixtures/run-gatehouse.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system, variables } = own
// Its sessions don't say that they have keys.
const outside = openDatabase(own.location)
afterAll(outside.close)
const kms = await startKms()
afterAll(kms.close)
const arn = kms.addKey()
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-kms-'))
const file = join(folder, 'keys')
afterAll(() => rmSync(folder, { recursive: true }))
const wrapping = { ...kms.variables, GATEHOUSE_KEYS: '', GATEHOUSE_KEYS_FILE: file }

const run = (
  args: readonly string[],
  changes: Readonly<Record<string, string>> = wrapping,
  nodeOptions: readonly string[] = [],
) => runGatehouse(args, { ...variables, ...changes }, { nodeOptions })

test('an installation switches to a key that KMS wraps, and asks KMS once per start, not for tokens', async () => {
  await checkKeys(services)
  const { key } = await makeKey(await addAdmin(services, (actor) => ({ ...system, actor })))
  const id = await addGrant(system, simulator, 'A1USHARBORPINE')
  writeFileSync(file, `${variables.GATEHOUSE_KEYS}\n`)
  expect((await run(['keys', 'add', '--kms', arn])).output).toMatch(/^The key k2 is now the first one/)
  const [line = ''] = readFileSync(file, 'utf8').split('\n')
  expect(line).toMatch(/^k2:aws-kms:arn:aws:kms:eu-central-1:\d{12}:key\/[\w-]{36}#[\w-]{80,}$/)

  // This process lacks the new key.
  await outside.db.execute(sql`
    select pg_terminate_backend(pid, 60000) from pg_stat_activity where application_name like 'gatehouse keys=%'`)
  const asked = kms.calls.length
  const api = await own.startApi([], wrapping)
  expect(kms.calls.slice(asked)).toEqual([{ action: 'Decrypt', keyId: arn }])
  for (let turn = 0; turn < 20; turn += 1) expect((await api.vend(id, key)).status).toBe(200)
  expect(kms.calls).toHaveLength(asked + 1)

  expect(await run(['keys', 'reseal'])).toMatchObject({ code: 0 })
  expect((await run(['keys', 'retire', 'k1'])).output).toMatch(/^k1 is retired/)
  writeFileSync(file, `# wrapped\n${line} # since today\n`)
  expect((await run(['keys', 'status'])).output).toContain(`(wrapped by ${arn})`)
  await api.end('SIGTERM')

  const alone = await own.startApi([], wrapping)
  expect((await alone.vend(id, key)).status).toBe(200)
  // KMS is only needed to start.
  kms.misbehave({ type: 'KMSInternalException' })
  expect((await alone.vend(id, key)).status).toBe(200)
  const doctor = await run(['doctor'])
  expect(doctor.code).toBe(1)
  expect(doctor.output).toContain("the key k2 can't be unwrapped: AWS KMS failed (KMSInternalException)")
  kms.misbehave({})
  await alone.end('SIGTERM')
}, 240_000)

test('a key for a new installation is wrapped before there is a configuration', async () => {
  const { code, output } = await run(['new-key', 'first', '--kms', arn])
  expect(code).toBe(0)
  expect(output).toMatch(/^first:aws-kms:arn:aws:kms:[\w:/-]+#[\w-]{80,}\n$/)
  const wrong = await run(['new-key', '--kms', 'alias/gatehouse'])
  expect(wrong).toMatchObject({
    code: 1,
    output: expect.stringContaining("isn't the ARN of a key of AWS KMS"),
  })
})

test('KMS is asked through the proxy of HTTPS_PROXY, also before there is a configuration', async () => {
  const asked: (string | undefined)[] = []
  const proxy = createServer().on('connect', (request, client) => {
    asked.push(request.url)
    client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  const real = { ...wrapping, AWS_ENDPOINT_URL_KMS: '', HTTPS_PROXY: `http://127.0.0.1:${port}` }
  expect((await run(['new-key', 'first', '--kms', arn], real)).code).toBe(1)
  const ofNewKey = asked.splice(0)
  expect((await run(['keys', 'status'], real)).code).toBe(1)
  proxy.close()
  for (const hosts of [ofNewKey, asked])
    expect(new Set(hosts)).toEqual(new Set(['kms.eu-central-1.amazonaws.com:443']))
}, 120_000)

test('says how to install the SDK if it is missing', async () => {
  const missing = `data:text/javascript,import{registerHooks}from"node:module";registerHooks({resolve(name,context,next){if(name==="@aws-sdk/client-kms")throw new Error("not found");return next(name,context)}})`
  const { code, output } = await run(['new-key', '--kms', arn], wrapping, [`--import=${missing}`])
  expect(code).toBe(1)
  expect(output).toBe(
    "The key k1 can't be wrapped: @aws-sdk/client-kms, which asks AWS KMS, is not installed. Install it with: npm install --include=optional.\n",
  )
})
