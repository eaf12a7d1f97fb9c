import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { readSetting, writeSetting } from '../store/settings.ts'

/** The emails that sellers get. Both are off until an administrator turns them on. */
export interface SellerEmails {
  /** Before Amazon's term ends, on the application's warning days. */
  readonly renewals: boolean
  /** When Amazon no longer accepts their authorization. */
  readonly accessLost: boolean
}

const names = { renewals: 'seller-emails.renewals', accessLost: 'seller-emails.access-lost' } as const

export async function readSellerEmails(ctx: Context): Promise<SellerEmails> {
  requireScope(ctx, 'notifications:read')
  const [renewals, accessLost] = await Promise.all([
    readSetting(ctx.db, names.renewals),
    readSetting(ctx.db, names.accessLost),
  ])
  return { renewals: renewals === 'on', accessLost: accessLost === 'on' }
}

export async function changeSellerEmails(ctx: Context, wanted: SellerEmails): Promise<void> {
  requireScope(ctx, 'notifications:manage')
  await inTransaction(ctx, async (tx) => {
    await writeSetting(tx.db, names.renewals, wanted.renewals ? 'on' : 'off')
    await writeSetting(tx.db, names.accessLost, wanted.accessLost ? 'on' : 'off')
    await recordAudit(
      tx,
      'seller-emails.changed',
      { kind: 'installation', id: 'seller-emails' },
      { ...wanted },
    )
  })
}
