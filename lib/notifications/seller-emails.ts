import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { lockSetting, readSetting, writeSetting } from '../store/settings.ts'
import { requireVersion, versionOf } from '../version.ts'

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

/** As the form shows them, with their version. */
export function sellerEmailsForm(emails: SellerEmails): SellerEmails & { readonly seenAt: string } {
  return { ...emails, seenAt: versionOf(emails) }
}

/**
 * `seenAt`: the version that was shown; throws `settings_changed` if another change came first. Null: whichever it is.
 */
export async function changeSellerEmails(
  ctx: Context,
  wanted: SellerEmails,
  seenAt: string | null = null,
): Promise<void> {
  requireScope(ctx, 'notifications:manage')
  await inTransaction(ctx, async (tx) => {
    const renewals = (await lockSetting(tx.db, names.renewals, 'off')) === 'on'
    const accessLost = (await lockSetting(tx.db, names.accessLost, 'off')) === 'on'
    requireVersion(seenAt, { renewals, accessLost })
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
