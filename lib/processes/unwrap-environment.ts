import { type Environment, EnvironmentError } from '../env.ts'
import type { ConfiguredKey, UsableKey } from '../env-values.ts'
import { createProxyAgent, type ProxySettings } from '../http.ts'
import type { OpenableEnvironment } from '../services.ts'
import { isKmsError, unwrapKey } from '../vault/kms.ts'

/**
 * Has AWS KMS unwrap the wrapped keys: once for each process, before it opens anything. Without such keys, KMS isn't
 * asked. Throws EnvironmentError with every fault.
 */
export async function unwrapEnvironment(environment: Environment): Promise<OpenableEnvironment> {
  const outcomes = await Promise.all(environment.keys.map((key) => unwrap(key, environment.proxy)))
  const faults = outcomes.filter((outcome) => typeof outcome === 'string')
  if (faults.length > 0) throw new EnvironmentError(faults)
  const keys = outcomes.filter((outcome) => typeof outcome !== 'string')
  return Object.freeze({ ...environment, keys })
}

/** A text: what is wrong. */
async function unwrap(
  { id, key, wrapped }: ConfiguredKey,
  proxy: ProxySettings | null,
): Promise<UsableKey | string> {
  if (key !== null) return { id, key, wrapped }
  if (wrapped === null) throw new TypeError(`the key ${id} has no value`)
  const httpsAgent = proxy === null ? undefined : createProxyAgent(proxy)
  try {
    return { id, key: await unwrapKey({ id, arn: wrapped.arn }, wrapped.ciphertext, { httpsAgent }), wrapped }
  } catch (error) {
    if (!isKmsError(error)) throw error
    return `GATEHOUSE_KEYS is not usable: the key ${id} ${error.message}`
  }
}
