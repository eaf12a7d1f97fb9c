import { createLoader } from 'nuqs/server'
import { inOwnLanguage } from '#app/_server/languages/in-own-language.ts'
import { requireAccount } from '#app/_server/people/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Connections } from '#components/connect/connections.tsx'
import { LinkCountries } from '#components/connect/link-countries.tsx'
import { OtherCountries } from '#components/connect/other-countries.tsx'
import { SellerSignedOut } from '#components/connect/seller-signed-out.tsx'
import { after } from '#components/list/parameters.ts'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { LiveProvider } from '#components/live/live-provider.tsx'
import { slowMs } from '#components/live/pace.ts'
import { paths } from '#components/paths.ts'
import { findUnfinished, isConnecting } from '#lib/attempts/read-own.ts'
import { listPlannedCountries, readOtherCountries } from '#lib/authorizations/other-countries.ts'
import { listOwnAuthorizations } from '#lib/authorizations/read.ts'
import type { Context } from '#lib/context.ts'
import { isCursor } from '#lib/database/keyset.ts'
import { listUnfinishedLinks } from '#lib/links/list.ts'
import { plan } from '../plan-countries.ts'
import { disconnect } from './actions.ts'

/** For pages that aren't live. */
const connectingMs = 2_000

const readParameters = createLoader({ after })

export default async function ConnectionsPage({ searchParams }: PageProps<'/connect/connections'>) {
  const ctx = await requireAccount(paths.connections)
  const parameters = readParameters(await searchParams)
  const cursor = parameters.after !== null && isCursor(parameters.after, 'text') ? parameters.after : null
  const connecting = await isConnecting(ctx)
  // Read after it, so that a connection that has just been completed is in the list.
  const { rows, next } = await listOwnAuthorizations(ctx, cursor)
  return (
    <SellerFrame>
      <LiveProvider url={paths.ownLiveEvents}>
        <SellerSignedOut />
        <KeepFresh everyMs={connecting ? connectingMs : slowMs} />
      </LiveProvider>
      <Connections
        companyName={(await getPublicSettings()).companyName}
        now={ctx.now()}
        connecting={connecting}
        unfinished={connecting ? null : await inOwnLanguage(await findUnfinished(ctx))}
        page={{ isFirst: cursor === null, next }}
        disconnect={disconnect}
        more={await ownCountries(ctx)}
        connections={rows}
      />
    </SellerFrame>
  )
}

/** Countries that the seller was asked to connect, or planned to, and hasn't connected yet. */
async function ownCountries(ctx: Context) {
  const [sets, planned] = await Promise.all([listUnfinishedLinks(ctx), listPlannedCountries(ctx)])
  const plans = planned.filter(
    ({ applicationId, partnerType }, index) =>
      planned.findIndex((one) => one.applicationId === applicationId && one.partnerType === partnerType) ===
      index,
  )
  return (
    <>
      {sets.map((set) => (
        <LinkCountries key={set.id} set={set} />
      ))}
      {
        await Promise.all(
          plans.map(async (country) => (
            <OtherCountries
              key={`${country.applicationId} ${country.partnerType}`}
              countries={await readOtherCountries(ctx, country)}
              applicationName={plans.length > 1 ? country.applicationName : null}
              action={plan}
            />
          )),
        )
      }
    </>
  )
}
