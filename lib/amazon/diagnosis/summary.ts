import { findMarketplace } from '../marketplaces.ts'
import { regions } from '../regions.ts'
import { readStatuses } from './signs/status-signs.ts'
import { type Address, compareRegions } from './signs/url-signs.ts'
import type { Values } from './values.ts'

const requestId =
  /x-amzn-?requestid["'\]]{0,2}\s{0,4}(?:=>|[:=])[\s[\]"'0=>:(]{0,200}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i
const requestIdInBody =
  /request_?id["']?\s{0,3}[:=]\s{0,3}["']?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i
const lwaError =
  /\b(invalid_(?:grant|client|request|scope)|unauthorized_client|unsupported_grant_type|server_error|temporarily_unavailable)\b/
const tokenLabel = /\[((?:refresh|access|grantless|restricted-data)-token)\]/g

/** What was recognized in a masked text, one line each. */
export function summarize(text: string, addresses: readonly Address[], values: Values): readonly string[] {
  const regional = compareRegions(addresses, text)
  const lines: (string | null)[] = [
    line('HTTP status', readStatuses(text).slice(0, 3).join(', ')),
    line('LWA error', lwaError.exec(text)?.[1]),
    line('Code on Amazon’s page', values.consentCode),
    line('Hosts', [...new Set(addresses.map(({ host }) => host))].slice(0, 4).join(', ')),
    line(
      'Tokens',
      [...new Set([...text.matchAll(tokenLabel)].map(([, kind = '']) => kind.replaceAll('-', ' ')))].join(
        ', ',
      ),
    ),
    line('Marketplaces', marketplacesIn(text)),
    regional === null || regional.isSame
      ? null
      : `${regional.marketplace} belongs to ${regions[regional.region].name}, the URL to ${regions[regional.called].name}`,
    line('Operation', values.operation),
    line('Sent as marketplace', values.marketplaceValue),
    line('Report type', values.reportType),
    line('Written by', values.tool),
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
