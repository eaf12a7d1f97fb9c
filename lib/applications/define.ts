import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import type { Secret } from '../secret.ts'
import { findApplicationBySpApiId, insertApplication, updateApplication } from '../store/applications.ts'
import { clientSecretBinding } from '../tokens/lwa-client.ts'
import { digest } from '../vault/digest.ts'
import { newId } from '../vault/random.ts'
import { open, seal } from '../vault/seal.ts'

export interface ApplicationDefinition {
  readonly spApiApplicationId: string
  readonly status: 'draft' | 'published'
  readonly lwaClientId: string
  readonly lwaClientSecret: Secret
  readonly tokenEndpoint: string
}

/** Stores the application that the environment defines, or what has changed of it. Done at each start. */
export async function defineApplication(ctx: Context, definition: ApplicationDefinition): Promise<void> {
  const { lwaClientSecret, ...facts } = definition
  const wanted = { ...facts, redirectUri: ctx.settings.redirectUri }
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'applications:manage')
    const present = await findApplicationBySpApiId(tx.db, definition.spApiApplicationId)
    if (present === null) {
      const id = newId()
      const lwaClientSecretSealed = seal(tx.keyRing, lwaClientSecret, clientSecretBinding(id))
      const isNew = await insertApplication(tx.db, {
        ...wanted,
        id,
        name: tx.settings.companyName,
        lwaClientSecretSealed,
        createdAt: tx.now(),
        updatedAt: tx.now(),
      })
      if (isNew) await recordAudit(tx, 'application.defined', { kind: 'application', id })
      return
    }
    const sameSecret =
      digest(open(tx.keyRing, present.lwaClientSecretSealed, clientSecretBinding(present.id)).expose()) ===
      digest(lwaClientSecret.expose())
    const changed = Object.entries(wanted).filter(
      ([name, value]) => present[name as keyof typeof wanted] !== value,
    )
    if (sameSecret && changed.length === 0) return
    await updateApplication(tx.db, present.id, {
      ...wanted,
      ...(sameSecret
        ? {}
        : { lwaClientSecretSealed: seal(tx.keyRing, lwaClientSecret, clientSecretBinding(present.id)) }),
      updatedAt: tx.now(),
    })
    await recordAudit(
      tx,
      'application.changed',
      { kind: 'application', id: present.id },
      { changed: [...changed.map(([name]) => name), ...(sameSecret ? [] : ['lwaClientSecret'])].join(', ') },
    )
  })
}
