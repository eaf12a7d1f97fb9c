import type { Agent } from 'node:https'
import type { KMSClient } from '@aws-sdk/client-kms'
import { Secret } from '../secret.ts'

/** AWS KMS didn't do what it was asked. The message is the rest of a sentence that begins with the key's id. */
export class KmsError extends Error {
  readonly code = 'kms_failed'
}

const timeoutMs = 10_000
const keyBytes = 32

interface Wrapping {
  /** The key's name in GATEHOUSE_KEYS. KMS unwraps it under this id only. */
  readonly id: string
  /** The ARN of the KMS key. */
  readonly arn: string
}

interface KmsOptions {
  readonly limitMs?: number
  /** Of a proxy. It ends with the request. */
  readonly httpsAgent?: Agent | undefined
}

/**
 * Asks AWS KMS to decrypt a key. Credentials and endpoint are the AWS SDK's own settings. Throws `KmsError`, also if
 * the SDK, an optional dependency, isn't installed.
 */
export async function unwrapKey(
  wrapping: Wrapping,
  ciphertext: string,
  options: KmsOptions = {},
): Promise<Secret> {
  const plaintext = await askKms(wrapping, 'unwrapped', options, async (sdk, client, abortSignal) => {
    const command = new sdk.DecryptCommand({
      KeyId: wrapping.arn,
      CiphertextBlob: Buffer.from(ciphertext, 'base64url'),
      EncryptionContext: contextOf(wrapping),
    })
    return (await client.send(command, { abortSignal })).Plaintext
  })
  if (plaintext?.length !== keyBytes) {
    throw new KmsError(`is not a key of ${keyBytes} bytes once ${wrapping.arn} has unwrapped it`)
  }
  return new Secret(Buffer.from(plaintext).toString('base64url'))
}

/** Has AWS KMS encrypt a key, 32 bytes in base64url. Returns base64url. Throws `KmsError`. */
export async function wrapKey(wrapping: Wrapping, key: Secret, options: KmsOptions = {}): Promise<string> {
  const ciphertext = await askKms(wrapping, 'wrapped', options, async (sdk, client, abortSignal) => {
    const command = new sdk.EncryptCommand({
      KeyId: wrapping.arn,
      Plaintext: Buffer.from(key.expose(), 'base64url'),
      EncryptionContext: contextOf(wrapping),
    })
    return (await client.send(command, { abortSignal })).CiphertextBlob
  })
  if (ciphertext === undefined) throw new KmsError('was not returned by AWS KMS')
  return Buffer.from(ciphertext).toString('base64url')
}

/** KMS binds it to the ciphertext, and writes it to CloudTrail. */
const contextOf = ({ id }: Wrapping) => ({ 'gatehouse-key': id })

type Sdk = typeof import('@aws-sdk/client-kms')
type Task = 'wrapped' | 'unwrapped'

async function askKms<T>(
  { arn }: Wrapping,
  task: Task,
  { limitMs = timeoutMs, httpsAgent }: KmsOptions,
  ask: (sdk: Sdk, client: KMSClient, abortSignal: AbortSignal) => Promise<T>,
): Promise<T> {
  const sdk = await import(/* turbopackIgnore: true */ '@aws-sdk/client-kms').catch(() => {
    throw new KmsError(
      `can't be ${task}: @aws-sdk/client-kms, which asks AWS KMS, is not installed. Install it with: npm install --include=optional`,
    )
  })
  const [, , , region = ''] = arn.split(':')
  const client: KMSClient = new sdk.KMSClient({
    region,
    maxAttempts: 3,
    ...(httpsAgent !== undefined && { requestHandler: { httpsAgent } }),
  })
  try {
    return await ask(sdk, client, AbortSignal.timeout(limitMs))
  } catch (error) {
    throw new KmsError(`can't be ${task}: ${describeFailure(error, arn, region)}`)
  } finally {
    client.destroy()
  }
}

const unreachable = new Set([
  'AbortError',
  'TimeoutError',
  'ENOTFOUND',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
])
const wrongCredentials = new Set([
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'MissingAuthenticationTokenException',
  'ExpiredTokenException',
])

/** AWS's own messages may quote what was sent: only the name of the error is shown. */
function describeFailure(error: unknown, arn: string, region: string): string {
  const name = nameOf(error)
  if (unreachable.has(name)) {
    return `AWS KMS doesn't answer in ${region} (${name}). Check the network and AWS_ENDPOINT_URL_KMS`
  }
  if (name === 'CredentialsProviderError') {
    return `there are no AWS credentials. Give this process a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`
  }
  if (wrongCredentials.has(name)) {
    return `AWS doesn't accept the credentials of this process (${name})`
  }
  if (name === 'AccessDeniedException') {
    return `AWS KMS denies access to ${arn}. Allow kms:Decrypt on it, and kms:Encrypt to the person who creates keys`
  }
  if (name === 'NotFoundException') return `${arn} doesn't exist`
  if (name === 'DisabledException' || name === 'KMSInvalidStateException') {
    return `${arn} is disabled or about to be deleted. Enable it, or cancel its deletion`
  }
  if (name === 'InvalidCiphertextException' || name === 'IncorrectKeyException') {
    return `${arn} didn't wrap it under this id. It was changed, cut off, renamed, or wrapped by another key`
  }
  return `AWS KMS failed (${name})`
}

function nameOf(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown }
  // A connection that fails has its own code; its name is only "Error".
  const text = typeof code === 'string' ? code : String(name)
  return /^\w{1,80}$/.test(text) ? text : 'unknown error'
}

export function isKmsError(error: unknown): error is KmsError {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'kms_failed'
}
