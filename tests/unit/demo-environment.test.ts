import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { childEnvironment, readEnvironment } from '#lib/env.ts'
import { demoEnvironment, selectForDemo } from '#scripts/demo/environment.ts'
import { lockFolder } from '#scripts/demo/lock-folder.ts'
import { projectFolder } from '#scripts/load-environment.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-demo-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('damaged secrets of the demo ask to remove the demo’s files, and not those of npm start beside them', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'demo-secrets.json')
  for (const content of ['', '{', '{"AUTH_SECRET":"x"}']) {
    writeFileSync(file, content)
    expect(() => demoEnvironment({}, folder)).toThrow(
      `${file} is damaged. Remove this file and the folder ${join(folder, 'demo')} to start the demo afresh.`,
    )
  }
})

test('a demo starts beside the .env of a real installation, from which it takes only what it can use', () => {
  const folder = temporaryFolder()
  const file = selectForDemo({
    APP_URL: 'https://gatehouse.example.com',
    PORT: '4000',
    COMPANY_NAME: 'Acme',
    NODE_EXTRA_CA_CERTS: '/ca',
    GATEHOUSE_KEYS_FILE: '/run/secrets/keys',
    AUTH_SECRET: 'x'.repeat(43),
    API_URL: 'http://api:3001',
    GATEHOUSE_INIT_ADMIN_EMAIL: 'ada@example.com',
    GATEHOUSE_INIT_ADMIN_PASSWORD_FILE: '/run/secrets/admin',
    OIDC_ISSUER: 'https://login.example.com',
    OIDC_CLIENT_ID: 'x',
    OIDC_CLIENT_SECRET: 'y',
    OIDC_ONLY: '1',
    SP_API_APPLICATION_STATUS: 'draft',
    OUTBOUND_ALLOWED_NETWORKS: '10.0.0.0/8',
    METRICS_PORT: '9400',
    SECOND_FACTOR_REQUIRED: 'admin',
    SIGN_UP: 'closed',
    WORKER: 'off',
    TRUSTED_PROXIES: '1',
  })
  expect(file.NODE_EXTRA_CA_CERTS).toBe('/ca')
  const variables = demoEnvironment(file, folder)
  expect(variables).toMatchObject({
    SP_API_APPLICATION_STATUS: 'published',
    OUTBOUND_ALLOWED_NETWORKS: '127.0.0.0/8,::1/128',
  })
  const environment = readEnvironment({ ...file, ...variables })
  expect(environment).toMatchObject({
    port: 4000,
    companyName: 'Acme',
    appUrl: 'http://localhost:4000',
    keysFile: null,
    worker: true,
    init: { adminEmail: null },
    apiOrigin: 'http://127.0.0.1:3001',
    secondFactorRoles: [],
    signUpOpen: true,
    trustedProxies: 0,
  })
  expect(environment.keys.map(({ id }) => id)).toEqual(['demo'])
  expect(environment.providers.operators).toBeNull()
  // Set for this start, as by a shell, the keys of a real installation don't matter either.
  const exported = { GATEHOUSE_KEYS_FILE: '/run/secrets/keys', API_URL: 'http://api:3001' }
  expect(readEnvironment({ ...exported, ...demoEnvironment(exported, folder) }).keysFile).toBeNull()
})

test('a second demo on the same data folder is refused, whatever its ports', async () => {
  const folder = temporaryFolder()
  const { GATEHOUSE_DATA = '' } = demoEnvironment({}, folder)
  await lockFolder(GATEHOUSE_DATA)
  const ports = ['PORT', 'API_PORT', 'SIMULATOR_PORT', 'MAILBOX_PORT', 'MAILBOX_SMTP_PORT']
  const free = await Promise.all(ports.map(async (name) => [name, String(await freePort())]))
  const second = spawnLeashed([join(projectFolder, 'scripts/run.mjs'), 'demo', '--empty'], {
    env: childEnvironment({
      GATEHOUSE_DATA: folder,
      LWA_CLIENT_ID: '',
      AMAZON_BASE_URL: '',
      DATABASE_URL: '',
      ...Object.fromEntries(free),
    }),
    stdout: 'ignore',
    stderr: 'pipe',
  })
  onTestFinished(() => void second.kill('SIGKILL'))
  if (second.stderr === null) throw new Error('it has no output')
  const [said] = await Promise.all([text(second.stderr), once(second, 'exit')])
  expect(second.exitCode).toBe(1)
  expect(said).toContain(`Another demo uses the folder ${GATEHOUSE_DATA}`)
  expect(said).toContain('set GATEHOUSE_DATA to another folder')
})
