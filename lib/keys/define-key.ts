import type { ApiScope } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { parseName } from '../parse-name.ts'
import type { Secret } from '../secret.ts'
import { insertApiKey } from '../store/api-keys.ts'
import { readApiKey } from '../vault/api-key.ts'
import { newId } from '../vault/random.ts'

export interface DefinedKey {
  readonly name: string
  readonly key: Secret
  readonly scopes: readonly ApiScope[]
  /** Null: all. */
  readonly applicationId: string | null
}

/** Stores the digest of a key that was created elsewhere, such as by a secret manager. */
export async function defineApiKey(tx: Tx, { name, key, scopes, applicationId }: DefinedKey): Promise<void> {
  requireScope(tx, 'keys:manage')
  const presented = readApiKey(key.expose())
  if (presented === null) throw new AppError('api_key_unknown')
  const id = newId()
  await insertApiKey(tx.db, {
    id,
    name: parseName(name),
    scopes: [...scopes],
    applicationId,
    accountId: null,
    prefix: presented.prefix,
    digest: presented.digest,
    createdAt: tx.now(),
    createdBy: null,
  })
  await recordAudit(
    tx,
    'api-key.created',
    { kind: 'api-key', id },
    { name, prefix: presented.prefix, scopes: scopes.join(' '), applicationId },
  )
}
