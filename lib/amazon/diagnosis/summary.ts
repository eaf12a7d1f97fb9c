import { findMarketplace } from '../marketplaces.ts'
import { regions } from '../regions.ts'
import { readStatuses } from './status-signs.ts'
import { readAddresses, strangeRegion } from './url-signs.ts'

const requestId =
  /x-amzn-?requestid["'\]]{0,2}\s{0,4}(?:=>|[:=])[\s[\]"'0=>:(]{0,200}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i
const requestIdInBody =
  /request_?id["']?\s{0,3}[:=]\s{0,3}["']?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i
const lwaError =
  /\b(invalid_(?:grant|client|request|scope)|unauthorized_client|unsupported_grant_type|server_error|temporarily_unavailable)\b/
const consentCode = /\b(MD\d{4}|SPDC\d{4}|SPSA\d{4}|CONSENT_LIMIT_REACHED)\b/
const tokenLabel = /\[((?:refresh|access|grantless|restricted-data)-token)\]/g

/** What was recognised in a masked paste, one line each. */
export function describeSeen(text: string): readonly string[] {
  const addresses = readAddresses(text)
  const strange = strangeRegion(addresses, text)
  const lines: (string | null)[] = [
    line('HTTP status', readStatuses(text).slice(0, 3).join(', ')),
    line('LWA error', lwaError.exec(text)?.[1]),
    line('Code on Amazon’s page', consentCode.exec(text)?.[1]),
    line('Hosts', [...new Set(addresses.map(({ host }) => host))].slice(0, 4).join(', ')),
    line(
      'Tokens',
      [...new Set([...text.matchAll(tokenLabel)].map(([, kind = '']) => kind.replaceAll('-', ' ')))].join(
        ', ',
      ),
    ),
    line('Marketplaces', marketplacesIn(text)),
    strange === null
      ? null
      : `${strange.marketplace} belongs to ${regions[strange.region].name}, the address to ${regions[strange.called].name}`,
    line('Amazon’s request id', requestId.exec(text)?.[1] ?? requestIdInBody.exec(text)?.[1]),
  ]
  return lines.filter((one) => one !== null)
}

function line(name: string, value: string | undefined): string | null {
  return value === undefined || value === '' ? null : `${name}: ${value}`
}

function marketplacesIn(text: string): string {
  const ids = (text.match(/\bA[A-Z0-9]{11,13}\b/g) ?? []).slice(0, 100)
  const found = new Set(ids.flatMap((id) => findMarketplace(id)?.country ?? []))
  return [...found].slice(0, 4).join(', ')
}
