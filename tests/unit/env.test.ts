import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { EnvironmentError, readEnvironment } from '#lib/env.ts'
import { exampleKey } from '#lib/env-values.ts'

const key = 'Xq3mC0y7fT1bQv8Zs5kLw2Rj9uHnEa4Dg6PiOxVt_-0'
const base = { GATEHOUSE_KEYS: `k1:${key}`, AUTH_SECRET: 'an auth secret that is long enough' }
const application = {
  SP_API_APPLICATION_ID: 'amzn1.sp.solution.1b2c',
  LWA_CLIENT_ID: 'amzn1.application-oa2-client.1b2c',
  LWA_CLIENT_SECRET: 'amzn1.oa2-cs.v1.0123456789abcdef',
}

function faultsOf(source: Record<string, string | undefined>): readonly string[] {
  try {
    readEnvironment(source)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError)
    return (error as EnvironmentError).faults
  }
}

test('two secrets are enough to start, and everything else has a default', () => {
  expect(readEnvironment(base)).toMatchObject({
    environment: 'production',
    appUrl: 'http://localhost:3000',
    host: '127.0.0.1',
    port: 3000,
    apiPort: 3001,
    databaseUrl: null,
    application: null,
    amazonBaseUrl: null,
    worker: true,
  })
})

test('all faults are listed together, including those of several variables', () => {
  const faults = faultsOf({
    APP_URL: 'http://gatehouse.example.com/app',
    PORT: '3001',
    WORKER: 'yes',
    LWA_CLIENT_ID: 'amzn1.sp.solution.1b2c',
    AMAZON_BASE_URL: 'http://amazon.example',
    TRUSTED_PROXIES: 'one',
  })
  expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(
    [
      'AMAZON_BASE_URL',
      'API_PORT',
      'APP_URL',
      'APP_URL',
      'AUTH_SECRET',
      'GATEHOUSE_KEYS',
      'LWA_CLIENT_ID',
      'LWA_CLIENT_SECRET',
      'SP_API_APPLICATION_ID',
      'TRUSTED_PROXIES',
      'WORKER',
    ].sort(),
  )
})

test('the message is a list for people, with one line for each fault', () => {
  expect(() => readEnvironment({})).toThrow(
    /^The configuration has 2 errors:\n {2}- GATEHOUSE_KEYS is missing; .+\n {2}- AUTH_SECRET is missing; .+$/,
  )
  expect(() => readEnvironment({ ...base, PORT: '0' })).toThrow(
    /^The configuration has an error:\n {2}- PORT /,
  )
})

describe('B5: nothing starts without a valid key for sealing', () => {
  test.each([
    ['no key', undefined, 'is missing; create one with: npm run gatehouse -- new-key'],
    ['an empty variable', '', 'is missing'],
    ['a short key', `k1:${key.slice(1)}`, 'contains a key (k1) that is not 32 bytes in base64url'],
    ['a long key', `k1:${key}A`, 'is not 32 bytes'],
    ['another alphabet', `k1:${key.slice(1)}+`, 'is not 32 bytes'],
    ['a key without its name', key, 'must be a list of id:key'],
    ['a name that is not one', `K 1:${key}`, 'must be a list of id:key'],
    ['two keys of one name', `k1:${key},k1:${key}`, 'has two keys with the id k1'],
    ['a comma too many', `k1:${key},`, 'must be a list of id:key'],
    ['the example key', `k1:${exampleKey}`, 'contains the example key (k1)'],
    ['the example key behind a good one', `k2:${key},k1:${exampleKey}`, 'contains the example key (k1)'],
  ])('%s', (_what, keys, message) => {
    const faults = faultsOf({ ...base, GATEHOUSE_KEYS: keys })
    expect(faults).toEqual([expect.stringContaining(message)])
    expect(faults.join()).not.toContain(key.slice(1, 40))
  })

  test('the example key is 32 bytes, so that only this rule refuses it', () => {
    expect(Buffer.from(exampleKey, 'base64url')).toHaveLength(32)
  })
})

test('several keys keep their order: the first seals', () => {
  const { keys } = readEnvironment({ ...base, GATEHOUSE_KEYS: `k2:${key} , k1:${key}` })
  expect(keys.map(({ id }) => id)).toEqual(['k2', 'k1'])
})

test('an empty variable counts as unset', () => {
  const empty = Object.fromEntries(
    ['APP_URL', 'PORT', 'LWA_CLIENT_ID', 'AMAZON_BASE_URL'].map((name) => [name, '']),
  )
  expect(JSON.stringify(readEnvironment({ ...base, ...empty }))).toBe(JSON.stringify(readEnvironment(base)))
})

test('F4: with certificate verification turned off, nothing starts', () => {
  expect(faultsOf({ ...base, NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual([
    'NODE_TLS_REJECT_UNAUTHORIZED=0 lets anyone impersonate Amazon: remove it',
  ])
})

describe('the application', () => {
  test('F1: sends its client secret to the token endpoints of Amazon only', () => {
    const source = { ...base, ...application }
    expect(readEnvironment(source).application?.tokenEndpoint).toBe('https://api.amazon.com/auth/o2/token')
    const regional = 'https://api.amazon.co.jp/auth/o2/token'
    expect(readEnvironment({ ...source, LWA_TOKEN_ENDPOINT: regional }).application?.tokenEndpoint).toBe(
      regional,
    )
    for (const LWA_TOKEN_ENDPOINT of [
      'https://api.amazon.com.example/auth/o2/token',
      'http://api.amazon.com/auth/o2/token',
    ]) {
      expect(faultsOf({ ...source, LWA_TOKEN_ENDPOINT })).toEqual([
        expect.stringContaining('LWA_TOKEN_ENDPOINT must be one of: https://api.amazon.com/auth/o2/token'),
      ])
    }
  })

  test('exists once all three of its variables are set', () => {
    expect(readEnvironment({ ...base, ...application }).application).toMatchObject({
      spApiApplicationId: 'amzn1.sp.solution.1b2c',
      status: 'draft',
    })
  })

  test.each(Object.keys(application))('without %s is refused by that name', (name) => {
    expect(faultsOf({ ...base, ...application, [name]: '' })).toEqual([
      expect.stringContaining(
        `${name} is missing: SP_API_APPLICATION_ID, LWA_CLIENT_ID, LWA_CLIENT_SECRET belong`,
      ),
    ])
  })

  test('with its two ids mixed up gets an error that says which is which', () => {
    const mixed = {
      ...application,
      SP_API_APPLICATION_ID: application.LWA_CLIENT_ID,
      LWA_CLIENT_ID: application.SP_API_APPLICATION_ID,
    }
    expect(faultsOf({ ...base, ...mixed })).toEqual([
      expect.stringContaining('it is not the LWA client id'),
      expect.stringContaining('it is not the application id'),
    ])
  })
})

test('B7: no fault and no printed environment shows a secret', () => {
  const secrets = {
    DATABASE_URL: 'postgres://u:dbword@db/x',
    LWA_CLIENT_SECRET: 'amzn1.oa2-cs.v1.canary0123456789',
  }
  const environment = readEnvironment({ ...base, ...application, ...secrets })
  expect(JSON.stringify(environment)).not.toMatch(/dbword|canary|Xq3mC0|long enough/)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (noise) => {
      const source = {
        GATEHOUSE_KEYS: `k1:secret-canary${noise}`,
        AUTH_SECRET: 'secret-canary',
        DATABASE_URL: `mysql://secret-canary${noise}`,
        LWA_CLIENT_SECRET: `secret-canary ${noise}`,
      }
      expect(faultsOf(source).join()).not.toContain('secret-canary')
    }),
  )
})

test('any environment is either read or refused with a list of sentences that name their variable', () => {
  const names = Object.keys({
    ...base,
    ...application,
    APP_URL: '',
    PORT: '',
    AMAZON_BASE_URL: '',
    LISTEN_HOST: '',
  })
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary' })), (source) => {
      for (const fault of faultsOf(source)) expect(fault).toMatch(/^[A-Z_]+ [a-z]/)
    }),
    { numRuns: 300 },
  )
})

test('the networks for webhooks are checked at the start', () => {
  expect(readEnvironment(base).outboundAllowedNetworks.has('10.0.0.1')).toBe(false)
  const listed = readEnvironment({ ...base, OUTBOUND_ALLOWED_NETWORKS: '10.0.0.0/8,fd00::/8' })
  expect(listed.outboundAllowedNetworks.has('10.0.0.1')).toBe(true)
  expect(faultsOf({ ...base, OUTBOUND_ALLOWED_NETWORKS: '169.254.0.0/16' })).toEqual([
    'OUTBOUND_ALLOWED_NETWORKS must not hold 169.254.0.0/16: requests to a link-local address are never sent',
  ])
})

describe('keys from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-keys-'))
  const file = join(folder, 'keys')
  const fromFile = { AUTH_SECRET: base.AUTH_SECRET, GATEHOUSE_KEYS_FILE: file }
  afterAll(() => rmSync(folder, { recursive: true }))

  test('one on each line, with comments', () => {
    writeFileSync(file, `# The current one\nk2:${key}  # from November\n\nk1:${key}\n`)
    const { keys, keysFile } = readEnvironment(fromFile)
    expect(keys.map(({ id }) => id)).toEqual(['k2', 'k1'])
    expect(keysFile).toBe(file)
  })

  test('saved on Windows: with a byte order mark, and with its line ends', () => {
    writeFileSync(file, `\uFEFFk2:${key}\r\nk1:${key}\r\n`)
    expect(readEnvironment(fromFile).keys.map(({ id }) => id)).toEqual(['k2', 'k1'])
  })

  test.each(['\uFEFF', ''])('in UTF-16 is refused by that name (byte order mark: %j)', (mark) => {
    writeFileSync(file, Buffer.from(`${mark}k1:${key}\n`, 'utf16le'))
    expect(faultsOf(fromFile)).toEqual([
      'GATEHOUSE_KEYS_FILE is UTF-16, and has to be UTF-8: save it again in that encoding',
    ])
  })

  test.each([
    ['both', { GATEHOUSE_KEYS: `k1:${key}` }, 'k1:', 'is set, and so is GATEHOUSE_KEYS: remove one of them'],
    ['a relative path', { GATEHOUSE_KEYS_FILE: 'keys' }, 'k1:', 'must be an absolute path'],
    ['no file', { GATEHOUSE_KEYS_FILE: `${file}-missing` }, 'k1:', 'can’t be read (ENOENT)'],
    ['a key in quotes', {}, `"k1:${key}"\n`, 'has a key in quotes: remove them'],
    ['an empty file', {}, '# nothing\n', 'names an empty file'],
  ])('refuses %s', (_, changes, content, fault) => {
    writeFileSync(file, content)
    expect(faultsOf({ ...fromFile, ...changes })).toEqual([
      expect.stringContaining(`GATEHOUSE_KEYS_FILE ${fault}`),
    ])
  })
})
