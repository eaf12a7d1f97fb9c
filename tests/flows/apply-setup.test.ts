import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { retireApplication } from '#lib/applications/change.ts'
import { type Context, systemContext } from '#lib/context.ts'
import { readEnvironment } from '#lib/env.ts'
import { listKeys } from '#lib/keys/api-keys.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { openServices } from '#lib/services.ts'
import { applySetup, planSetup } from '#lib/setup/apply.ts'
import { readSetup } from '#lib/setup/read-setup.ts'
import { listApplications } from '#lib/store/applications.ts'
import { newApiKey } from '#lib/vault/api-key.ts'
import { newId, randomToken } from '#lib/vault/random.ts'
import { prepareInstallation } from '#scripts/processes/prepare-installation.ts'
import { type TestDatabase, useDatabase } from '../fixtures/database.ts'
import { urlOf } from '../fixtures/database-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-apply-'))
afterAll(() => rmSync(folder, { recursive: true }))

const write = (name: string, content: string | object): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const clientSecret = `amzn1.oa2-cs.v1.${randomToken()}`
write('lwa-secret', clientSecret)
const application = {
  name: 'Acme Tools',
  application_id: 'amzn1.sp.solution.acme-tools',
  lwa_client_id: 'amzn1.application-oa2-client.acmetools',
  status: 'published',
  lwa_client_secret_file: 'lwa-secret',
}
const variables = {
  GATEHOUSE_DATA: join(folder, 'data'),
  GATEHOUSE_KEYS: `k1:${randomToken()}`,
  AUTH_SECRET: randomToken(),
  AMAZON_BASE_URL: 'http://127.0.0.1:9',
  LOG_LEVEL: 'error',
}
const initialApplication = { GATEHOUSE_INIT_APPLICATIONS_FILE: write('applications.json', [application]) }

/** An installation after its first start, and `gatehouse apply` on it. */
async function openInstallation(
  { location }: TestDatabase,
  changes: Readonly<Record<string, string>> = initialApplication,
) {
  const environment = await unwrapEnvironment(
    readEnvironment({ ...variables, ...changes, DATABASE_URL: urlOf(location) }),
  )
  await prepareInstallation(environment)
  const use = async <T>(work: (ctx: Context) => Promise<T>): Promise<T> => {
    const services = openServices(environment, 'script', { connections: 2 })
    return work(systemContext(services, 'test', newId())).finally(services.close)
  }
  const read = (parts: object) => readSetup(write('setup.json', parts))
  return {
    use,
    apply: (parts: object) => use((ctx) => applySetup(ctx, read(parts), 'apply')),
    plan: (parts: object) => use((ctx) => planSetup(ctx, read(parts), 'apply')),
  }
}

const spelled = await useDatabase()

test('a file in another spelling than the stored one is applied once, and then there is nothing to do', async () => {
  const { apply } = await openInstallation(spelled)
  write('spelled-key', newApiKey().key.expose())
  const parts = {
    applications: [
      {
        ...application,
        name: ' Acme  Tools ',
        application_id: ` ${application.application_id}`,
        return_urls: ['https://example.com', 'https://example.com/'],
        roles: ['Pricing', ' Pricing '],
        renewal_warning_days: [7, 30, 60, 7],
      },
    ],
    api_keys: [
      {
        name: 'Night  sync ',
        key_file: 'spelled-key',
        application: 'Acme  Tools',
        scopes: ['tokens:vend', 'links:manage', 'tokens:vend'],
      },
    ],
  }
  expect((await apply(parts)).map(({ kind }) => kind)).toEqual(['change', 'create'])
  expect((await apply(parts)).map(({ kind }) => kind)).toEqual(['same', 'same'])
})

const fromVariables = await useDatabase()

test('apply changes what the variables don’t set of the application that they define, and names the others', async () => {
  const { apply } = await openInstallation(fromVariables, {
    SP_API_APPLICATION_ID: application.application_id,
    SP_API_APPLICATION_STATUS: 'published',
    LWA_CLIENT_ID: application.lwa_client_id,
    LWA_CLIENT_SECRET: clientSecret,
  })
  const changed = { ...application, roles: ['Pricing'], return_urls: ['https://example.com'] }
  expect(await apply({ applications: [changed] })).toMatchObject([{ kind: 'change' }])
  expect(await apply({ applications: [changed] })).toMatchObject([{ kind: 'same' }])
  await expect(apply({ applications: [{ ...changed, status: 'draft' }] })).rejects.toThrow(
    'status comes from SP_API_APPLICATION_STATUS. Change it there, or correct the file.',
  )
})

const retired = await useDatabase()

test('apply refuses a retired application, also in the list of what it would do', async () => {
  const { apply, plan, use } = await openInstallation(retired)
  await use(async (ctx) => {
    const [{ id = '' } = {}] = await listApplications(ctx.db)
    await retireApplication(ctx, id)
  })
  const parts = { applications: [application] }
  const says = 'It is retired. Restore it at /ops/applications, or leave it out of the file.'
  expect(await plan(parts)).toMatchObject([{ kind: 'conflict', details: [says] }])
  await expect(apply(parts)).rejects.toThrow(says)
})

test('apply names everything that a file describes twice', () => {
  write('twice-key', newApiKey().key.expose())
  const one = { name: 'One', key_file: 'twice-key', scopes: ['tokens:vend'] }
  const twice = write('twice.json', {
    applications: [application, { ...application, application_id: `${application.application_id} ` }],
    api_keys: [one, { ...one, name: 'Two' }],
  })
  expect(() => readSetup(twice)).toThrow(
    /applications\[1\]\.application_id is the same as in applications\[0\].*\n.*api_keys\[1\]\.key_file holds the same key as api_keys\[0\]/,
  )
})

const planned = await useDatabase()

test('the list of what apply would do contains every refusal, and leaves nothing behind', async () => {
  const { plan, use } = await openInstallation(planned)
  write('named-key', newApiKey().key.expose())
  const sameName = { ...application, application_id: 'amzn1.sp.solution.another-one' }
  expect(await plan({ applications: [sameName] })).toMatchObject([
    { kind: 'conflict', details: [expect.stringContaining('name: ')] },
  ])
  const nameless = { name: ' ', key_file: 'named-key', scopes: ['tokens:vend'] }
  expect(await plan({ api_keys: [nameless] })).toMatchObject([{ kind: 'conflict' }])
  expect(await plan({ api_keys: [{ ...nameless, name: 'Named' }] })).toMatchObject([{ kind: 'create' }])
  await use(async (ctx) => {
    expect(await listApplications(ctx.db)).toHaveLength(1)
    expect((await listKeys(ctx, 'program')).rows).toEqual([])
  })
})
