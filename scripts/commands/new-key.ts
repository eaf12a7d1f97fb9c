import { childEnvironment, EnvironmentError, readVariables } from '#lib/env.ts'
import { formatWrappedKey, isKeyId, isKmsArn, proxyUrl } from '#lib/env-values.ts'
import { createProxyAgent, type ProxySettings } from '#lib/http.ts'
import { Secret } from '#lib/secret.ts'
import { isKmsError, wrapKey } from '#lib/vault/kms.ts'
import { randomToken } from '#lib/vault/random.ts'
import { loadEnvFile } from '../load-environment.ts'
import { StartError } from '../processes/start-error.ts'
import { readArguments } from './read-arguments.ts'

/** How to call it. */
export const newKeyUsage = `npm run gatehouse -- new-key [id] [--kms <arn>]

Prints a new key for GATEHOUSE_KEYS, which you can also use as AUTH_SECRET or METRICS_TOKEN. Without an id, it is k1.

  --kms   wrap it with this key of AWS KMS`

/** `new-key [id] [--kms <arn>]`: needs no configuration, because it comes before one. */
export async function runNewKey(args: readonly string[]): Promise<string> {
  const {
    positionals: [id = 'k1'],
    values: { kms: kmsArn },
  } = readArguments(args, { usage: newKeyUsage, options: { kms: { type: 'string' } }, most: 1 })
  loadEnvFile()
  return makeKeyEntry(id, kmsArn, readProxy())
}

/** There may be no configuration yet, so the other variables don't matter. */
function readProxy(): ProxySettings | null {
  const { HTTPS_PROXY, NO_PROXY: except = '' } = readVariables(childEnvironment()).present
  const { data: url, error } = proxyUrl.optional().safeParse(HTTPS_PROXY)
  if (error) throw new EnvironmentError(error.issues.map(({ message }) => `HTTPS_PROXY ${message}`))
  return url === undefined ? null : { url, except }
}

/** A new key as GATEHOUSE_KEYS has it. Wrapped, it is in memory here only for as long as KMS is asked. */
export async function makeKeyEntry(
  id: string,
  kmsArn: string | undefined,
  proxy: ProxySettings | null,
): Promise<string> {
  if (!isKeyId(id))
    throw new StartError(`${id} isn't a valid id: use up to 16 characters from a-z, 0-9 and -.`)
  const key = randomToken()
  if (kmsArn === undefined) return `${id}:${key}`
  if (!isKmsArn(kmsArn)) {
    throw new StartError(
      `${kmsArn} isn't the ARN of a key of AWS KMS, such as arn:aws:kms:eu-central-1:111122223333:key/….`,
    )
  }
  const httpsAgent = proxy === null ? undefined : createProxyAgent(proxy)
  try {
    const ciphertext = await wrapKey({ id, arn: kmsArn }, new Secret(key), { httpsAgent })
    return formatWrappedKey(id, { arn: kmsArn, ciphertext })
  } catch (error) {
    if (!isKmsError(error)) throw error
    throw new StartError(`The key ${id} ${error.message}.`, { cause: error })
  }
}
