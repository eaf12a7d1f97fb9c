import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type EnvironmentError, readEnvironment } from '#lib/env.ts'
import { loadEnvFile, parseEnvFile } from '#scripts/load-environment.ts'

const key = 'Xq3mC0y7fT1bQv8Zs5kLw2Rj9uHnEa4Dg6PiOxVt_-0'
const required = { GATEHOUSE_KEYS: `k1:${key}`, AUTH_SECRET: 'an auth secret that is long enough' }
/** A valid value of every variable that has one, so that only the quotes can be wrong. */
const valid = {
  ...required,
  APP_URL: 'https://gatehouse.example.com',
  DATABASE_URL: 'postgres://user:word@db.example.com/gatehouse',
  GATEHOUSE_ENVIRONMENT: 'staging',
  GATEHOUSE_DATA: '/var/lib/gatehouse',
  LISTEN_HOST: '0.0.0.0',
  PORT: '3000',
  API_PORT: '3001',
  SIMULATOR_PORT: '4270',
  WORKER: 'off',
  LOG_LEVEL: 'warn',
  REFRESHES_AT_ONCE: '20',
  TRUSTED_PROXIES: '1',
  COMPANY_NAME: 'Harbour Analytics',
  SUPPORT_EMAIL: 'help@example.com',
  SIGN_UP: 'closed',
  KEEP_PREVIOUS_TOKEN_DAYS: '30',
  KEEP_QUARANTINE_DAYS: '30',
  SP_API_APPLICATION_ID: 'amzn1.sp.solution.1b2c',
  SP_API_APPLICATION_STATUS: 'draft',
  LWA_CLIENT_ID: 'amzn1.application-oa2-client.1b2c',
  LWA_CLIENT_SECRET: 'amzn1.oa2-cs.v1.0123456789abcdef',
  AMAZON_BASE_URL: 'http://127.0.0.1:4270',
}

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read()
    return []
  } catch (error) {
    return (error as EnvironmentError).faults
  }
}

describe('a .env file', () => {
  const text = 'DATABASE_URL=postgres://user@db.example.com/gatehouse\nCOMPANY_NAME="Café #1"\n'
  const variables = { DATABASE_URL: 'postgres://user@db.example.com/gatehouse', COMPANY_NAME: 'Café #1' }

  test.each([
    ['is read as UTF-8', text],
    ['keeps its first variable when it begins with a byte order mark', `\uFEFF${text}`],
    ['may have the line ends of Windows', `\uFEFF${text.replaceAll('\n', '\r\n')}`],
  ])('%s', (_what, content) => {
    expect(parseEnvFile('.env', Buffer.from(content))).toEqual(variables)
  })

  test.each([
    ['little-endian with a byte order mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['little-endian without one', Buffer.from(text, 'utf16le')],
    ['big-endian with a byte order mark', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['big-endian without one', Buffer.from(text, 'utf16le').swap16()],
  ])('in UTF-16 (%s) is refused by that name', (_what, bytes) => {
    expect(faultsOf(() => parseEnvFile('/srv/.env', bytes))).toEqual([
      '/srv/.env is UTF-16, and has to be UTF-8: save it again in that encoding',
    ])
  })

  test('may end its lines like any system, and export its variables', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const lines = [
        'PORT=4000',
        'export API_PORT=4001',
        "COMPANY_NAME='Acme Tools'",
        '# comment',
        'WORKER="off"',
      ]
      expect(parseEnvFile('/srv/.env', Buffer.from(lines.join(end)))).toEqual({
        PORT: '4000',
        API_PORT: '4001',
        COMPANY_NAME: 'Acme Tools',
        WORKER: 'off',
      })
    }
  })

  test('in Latin-1 is refused: its names would be damaged', () => {
    expect(faultsOf(() => parseEnvFile('/srv/.env', Buffer.from(text, 'latin1')))).toEqual([
      '/srv/.env is not UTF-8: save it again in that encoding',
    ])
  })

  test('sets its variables, except those that are set already', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-env-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, '.env'), `\uFEFFCOMPANY_NAME=From the file\nSUPPORT_EMAIL=file@example.com\n`)
    vi.stubEnv('COMPANY_NAME', undefined)
    vi.stubEnv('SUPPORT_EMAIL', 'set@example.com')
    loadEnvFile(join(folder, '.env'))
    expect(readEnvironment({ ...process.env, ...required })).toMatchObject({
      companyName: 'From the file',
      supportEmail: 'set@example.com',
    })
  })
})

describe('variables that a container runtime passes on', () => {
  test('the values of this table are valid, so that only the quotes can be wrong', () => {
    expect(faultsOf(() => readEnvironment(valid))).toEqual([])
  })

  test.each(Object.keys(valid))('%s in quotes is refused by that name, whichever quotes', (name) => {
    for (const [open, close] of ['""', "''", '``', '“”', '‘’']) {
      const quoted = { ...valid, [name]: `${open}${valid[name as keyof typeof valid]}${close}` }
      expect(faultsOf(() => readEnvironment(quoted))).toEqual([
        `${name} is in quotes, which would be part of the value: remove them (docker --env-file keeps them)`,
      ])
    }
  })

  test.each(Object.keys(valid))('%s after a byte order mark is not silently lost', (name) => {
    const { [name as keyof typeof valid]: value, ...others } = valid
    expect(faultsOf(() => readEnvironment({ ...others, [`\uFEFF${name}`]: value }))).toEqual([
      `${name} is set under a name that begins with a byte order mark: save its file without a BOM`,
    ])
  })

  test('quotes with spaces around them are quotes, too', () => {
    for (const COMPANY_NAME of ['"Acme" ', " 'Acme'", '"Acme"\r', '“Acme”\n']) {
      expect(faultsOf(() => readEnvironment({ ...valid, COMPANY_NAME }))).toEqual([
        'COMPANY_NAME is in quotes, which would be part of the value: remove them (docker --env-file keeps them)',
      ])
    }
  })

  test.each([
    ['\u00A0DATABASE_URL', '"\\u00A0DATABASE_URL"'],
    ['\u200BDATABASE_URL', '"\\u200BDATABASE_URL"'],
    ['DATABASE_URL\u00A0', '"DATABASE_URL\\u00A0"'],
    ['\uFEFF\uFEFFDATABASE_URL', '"\\uFEFF\\uFEFFDATABASE_URL"'],
    ['export DATABASE_URL', '"export DATABASE_URL"'],
    ['set DATABASE_URL', '"set DATABASE_URL"'],
  ])('%j is not silently lost', (name, shown) => {
    const { DATABASE_URL, ...others } = valid
    expect(faultsOf(() => readEnvironment({ ...others, [name]: DATABASE_URL }))).toEqual([
      `DATABASE_URL is set under the name ${shown}: remove what is around it`,
    ])
  })

  test('a quotation mark that isn’t closed doesn’t silently hide the variables after it', () => {
    const lines = ['COMPANY_NAME="Acme', 'WORKER=off', 'SUPPORT_EMAIL="help@example.com"']
    const { COMPANY_NAME, WORKER, SUPPORT_EMAIL, ...others } = valid
    const read = parseEnvFile('/srv/.env', Buffer.from(lines.join('\n')))
    expect(faultsOf(() => readEnvironment({ ...others, ...read }))).toEqual([
      'COMPANY_NAME contains the lines after it, with other variables: close its quotation marks',
    ])
  })

  test('quotes inside a value belong to it', () => {
    expect(readEnvironment({ ...valid, COMPANY_NAME: 'The "Best" Shop' }).companyName).toBe('The "Best" Shop')
  })

  test.each(['"', "'", '`'])('a secret in quotes is not shown: %s', (mark) => {
    const source = {
      ...valid,
      LWA_CLIENT_SECRET: `${mark}secret canary${mark}`,
      AUTH_SECRET: `${mark}canary${mark}`,
    }
    expect(faultsOf(() => readEnvironment(source)).join()).not.toContain('canary')
  })
})

describe('a port', () => {
  test.each(['PORT', 'API_PORT', 'SIMULATOR_PORT'])('%s set by Kubernetes is explained', (name) => {
    for (const address of ['tcp://10.96.0.17:80', 'udp://10.96.0.17:53', 'tcp://[fd00:10:96::a]:3001']) {
      expect(faultsOf(() => readEnvironment({ ...valid, [name]: address }))).toEqual([
        `${name} is ${address}, which Kubernetes sets for a Service of that name: set enableServiceLinks: false in the pod's spec, rename the Service, or set this variable to a port number`,
      ])
    }
  })

  test.each(['3000.0', '3e3', '0xBB8', '+3000', '-3000', ' 3000', '3000/tcp', ':3000', 'http', '٣٠٠٠'])(
    'has to be a number: %s is refused',
    (text) => {
      expect(faultsOf(() => readEnvironment({ ...valid, PORT: text }))).toEqual([
        'PORT must be a port number, for example 3000',
      ])
    },
  )
})
