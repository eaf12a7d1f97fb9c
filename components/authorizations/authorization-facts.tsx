import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { regions } from '#lib/amazon/regions.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { IdProof } from './id-proof.tsx'

/** Who it is, where, and for which application. */
export function AuthorizationFacts({ authorization }: { authorization: AuthorizationView }) {
  const { marketplaceId, region, partnerType } = authorization
  const place = findMarketplace(marketplaceId)?.country ?? marketplaceId
  return (
    <Facts
      facts={[
        {
          term: 'Selling partner id',
          detail:
            authorization.sellingPartnerId === null ? (
              'Unknown: the refresh token was pasted without a merchant token'
            ) : (
              <Code copy="the selling partner id">{authorization.sellingPartnerId}</Code>
            ),
        },
        ...(authorization.sellingPartnerId === null
          ? []
          : [{ term: 'Id verified', detail: <IdProof authorization={authorization} /> }]),
        { term: 'Account', detail: authorization.accountName },
        { term: 'Account id', detail: <Code copy="the account id">{authorization.accountId}</Code> },
        { term: 'Application', detail: authorization.applicationName },
        { term: 'Authorized in', detail: `${place}, as a ${partnerType}` },
        { term: 'Region', detail: `${regions[region].name} (${region})` },
        { term: 'Consent group', detail: authorization.consentGroup },
        { term: 'Authorization id', detail: <Code copy="the authorization id">{authorization.id}</Code> },
      ]}
    />
  )
}
