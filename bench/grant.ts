import { account, type authorization } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { inTransactionOf } from '#lib/database/pool.ts'
import { seals } from '#lib/seals.ts'
import { Secret } from '#lib/secret.ts'
import { listApplications } from '#lib/store/applications.ts'
import { insertAuthorization } from '#lib/store/authorizations.ts'
import { newId } from '#lib/vault/random.ts'
import { seal } from '#lib/vault/seal.ts'
import type { Control } from '#simulator/control/control.ts'

/** An authorization as it is long after its creation: a refresh token, and no valid access token. */
export async function addGrant(ctx: Context, simulator: Control, sellingPartnerId: string): Promise<string> {
  const [application] = await listApplications(ctx.db)
  if (application === undefined) throw new Error('no application')
  const accountId = newId()
  const id = newId()
  const at = ctx.now()
  await ctx.db.insert(account).values({ id: accountId, name: sellingPartnerId, createdAt: at })
  const { refreshToken } = simulator.issueRefreshToken({ sellingPartnerId })
  const times = { authorizedAt: at, renewedAt: at, createdAt: at }
  const grant: typeof authorization.$inferInsert = {
    id,
    accountId,
    sellingPartnerId,
    grantKey: sellingPartnerId,
    ...times,
    applicationId: application.id,
    region: 'na',
    // A separate one for each, so that one selling partner can represent many.
    consentGroup: id,
    partnerType: 'seller',
    marketplaceId: 'ATVPDKIKX0DER',
    refreshTokenSealed: seal(
      ctx.keyRing,
      new Secret(refreshToken),
      seals.authorization.refreshTokenSealed({ id }),
    ),
  }
  await inTransactionOf(ctx.db, (tx) => insertAuthorization(tx, grant))
  return id
}
