import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EnvironmentError, readEnvironment } from '#lib/env.ts'
import { formatWrappedKey } from '#lib/env-values.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { Secret } from '#lib/secret.ts'
import { unwrapKey, wrapKey } from '#lib/vault/kms.ts'
import { randomToken } from '#lib/vault/random.ts'
import { startKms } from '../../fixtures/kms.ts'

const kms = await startKms()
afterAll(kms.close)
beforeEach(() => {
  for (const [name, value] of Object.entries(kms.variables)) vi.stubEnv(name, value)
})
afterEach(() => {
  vi.unstubAllEnvs()
  kms.misbehave({})
})

const arn = kms.addKey()
const key = new Secret(randomToken())
const wrapped = await (async () => {
  for (const [name, value] of Object.entries(kms.variables)) vi.stubEnv(name, value)
  return wrapKey({ id: 'k1', arn }, key)
})()

const environmentWith = (keys: string) =>
  unwrapEnvironment(readEnvironment({ GATEHOUSE_KEYS: keys, AUTH_SECRET: 'a'.repeat(32) }))

async function faultsOf(keys: string): Promise<readonly string[]> {
  const error = await environmentWith(keys).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(EnvironmentError)
  return (error as EnvironmentError).faults
}

test('a wrapped key is unwrapped by the KMS key that wrapped it, next to unwrapped keys', async () => {
  const plain = randomToken()
  const { keys } = await environmentWith(
    `${formatWrappedKey('k1', { arn, ciphertext: wrapped })},k0:${plain}`,
  )
  expect(keys.map(({ id, key, wrapped }) => [id, key.expose(), wrapped?.arn ?? null])).toEqual([
    ['k1', key.expose(), arn],
    ['k0', plain, null],
  ])
})

test('KMS isn’t asked if no key is wrapped', async () => {
  const before = kms.calls.length
  await environmentWith(`k1:${randomToken()}`)
  expect(kms.calls).toHaveLength(before)
})

const other = kms.addKey()
const disabled = kms.addKey()
kms.disable(disabled)

test.each([
  ['another KMS key', { arn: other }, `${other} didn't wrap it under this id`],
  ['another id', { id: 'k2' }, `${arn} didn't wrap it under this id`],
  ['a changed text', { ciphertext: `${wrapped.slice(0, -4)}AAAA` }, "didn't wrap it under this id"],
  ['a KMS key that is missing', { arn: `${arn.slice(0, -1)}x` }, "x doesn't exist"],
  ['a KMS key that is disabled', { arn: disabled }, `${disabled} is disabled or about to be deleted`],
])('refuses %s with an explanation', async (_, changes, expected) => {
  const { id, ...rest } = { id: 'k1', arn, ciphertext: wrapped, ...changes }
  const [fault, ...more] = await faultsOf(formatWrappedKey(id, rest))
  expect(more).toEqual([])
  expect(fault).toContain(`GATEHOUSE_KEYS is not usable: the key ${id} can't be unwrapped: `)
  expect(fault).toContain(expected)
  expect(fault).not.toContain('secret canary')
})

test.each([
  ['AccessDeniedException', 'AWS KMS denies access to arn:'],
  ['UnrecognizedClientException', "AWS doesn't accept the credentials of this process"],
  ['KMSInvalidStateException', 'is disabled or about to be deleted'],
  ['SomethingNewException', 'AWS KMS failed (SomethingNewException)'],
])('explains the answer %s without AWS’s own message', async (type, expected) => {
  kms.misbehave({ type })
  const [fault] = await faultsOf(formatWrappedKey('k1', { arn, ciphertext: wrapped }))
  expect(fault).toContain(expected)
  expect(fault).not.toContain('secret canary')
})

test('explains credentials that are wrong or missing', async () => {
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not-the-secret')
  const text = formatWrappedKey('k1', { arn, ciphertext: wrapped })
  expect(await faultsOf(text)).toEqual([
    "GATEHOUSE_KEYS is not usable: the key k1 can't be unwrapped: AWS doesn't accept the credentials of this process (InvalidSignatureException)",
  ])
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined)
  vi.stubEnv('HOME', '/nonexistent')
  expect((await faultsOf(text))[0]).toContain('there are no AWS credentials')
})

test('explains a KMS that doesn’t answer or can’t be reached', async () => {
  kms.misbehave({ hangs: true })
  await expect(unwrapKey({ id: 'k1', arn }, wrapped, { limitMs: 50 })).rejects.toThrow(
    /AWS KMS doesn't answer in eu-central-1 \((?:Abort|Timeout)Error\)/,
  )
  vi.stubEnv('AWS_ENDPOINT_URL_KMS', 'http://127.0.0.1:1')
  expect((await faultsOf(formatWrappedKey('k1', { arn, ciphertext: wrapped })))[0]).toContain(
    "AWS KMS doesn't answer in eu-central-1 (ECONNREFUSED)",
  )
})

test('refuses an unwrapped value that isn’t a key', async () => {
  kms.misbehave({ plaintext: Buffer.alloc(16).toString('base64') })
  expect(await faultsOf(formatWrappedKey('k1', { arn, ciphertext: wrapped }))).toEqual([
    `GATEHOUSE_KEYS is not usable: the key k1 is not a key of 32 bytes once ${arn} has unwrapped it`,
  ])
})

test('lists every key that can’t be unwrapped', async () => {
  const texts = ['k1', 'k2'].map((id) => formatWrappedKey(id, { arn: disabled, ciphertext: wrapped }))
  expect(await faultsOf(texts.join(','))).toHaveLength(2)
})

test.each([
  ['no ARN', `k1:aws-kms:alias/gatehouse#${wrapped}`, 'contains a wrapped key (k1) without the ARN'],
  ['nothing wrapped', `k1:aws-kms:${arn}`, 'contains a wrapped key (k1) that is cut off'],
  ['another text', `k1:aws-kms:${arn}#${wrapped}!`, 'contains a wrapped key (k1) that is cut off'],
  ['the same id twice', `k1:${key.expose()},k1:aws-kms:${arn}#${wrapped}`, 'has two keys with the id k1'],
])('refuses %s before KMS is asked', (_, keys, expected) => {
  const before = kms.calls.length
  expect(() => readEnvironment({ GATEHOUSE_KEYS: keys, AUTH_SECRET: 'a'.repeat(32) })).toThrow(expected)
  expect(kms.calls).toHaveLength(before)
})
