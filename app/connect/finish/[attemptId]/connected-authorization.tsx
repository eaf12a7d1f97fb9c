import { requireAccount } from '#app/_server/require-account.ts'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Connected } from '#components/connect/connected.tsx'
import { readAuthorization } from '#lib/authorizations/read.ts'

/** What was connected, for the account that owns it. */
export async function ConnectedAuthorization({ id, path }: { id: string; path: string }) {
  const ctx = await requireAccount(path)
  const { storeName, sellingPartnerId, partnerType, participations } = await readAuthorization(ctx, id)
  return (
    <Connected
      companyName={getPublicSettings().companyName}
      name={storeName ?? sellingPartnerId}
      partnerType={partnerType}
      participations={participations}
    />
  )
}
