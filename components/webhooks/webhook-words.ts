import type { OutboundErrorCode } from '#lib/outbound/post.ts'
import type { DeliveryStatus, DeliveryView, DisabledReason, EndpointView } from '#lib/webhooks/read.ts'
import type { Tone } from '../theme.ts'

interface Look {
  readonly label: string
  readonly tone: Tone
  readonly hint: string
}

const endpointLooks: Readonly<Record<EndpointView['state'], Look>> = {
  active: { label: 'Active', tone: 'good', hint: 'Events are sent to it.' },
  failing: { label: 'Failing', tone: 'doubt', hint: 'The latest attempts failed. They are retried.' },
  disabled: { label: 'Disabled', tone: 'neutral', hint: 'Events wait until it is enabled.' },
}

/** For an endpoint that is failing, and has nothing left to retry. */
export const failedForGood = 'Its last deliveries failed for good. Fix the endpoint, then send them again.'

export function endpointLook({ state, waiting }: Pick<EndpointView, 'state' | 'waiting'>): Look {
  const look = endpointLooks[state]
  return state === 'failing' && waiting === 0 ? { ...look, hint: failedForGood } : look
}

export const disabledWords: Readonly<Record<DisabledReason, string>> = {
  operator: 'An administrator disabled it.',
  gone: 'It answered 410 Gone, which asks senders to stop.',
  failing: 'Every attempt failed for five days.',
}

export const deliveryLooks: Readonly<Record<DeliveryStatus, Look>> = {
  waiting: { label: 'Waiting', tone: 'due', hint: 'Sent at the next attempt, after earlier events.' },
  delivered: { label: 'Delivered', tone: 'good', hint: 'The endpoint confirmed it.' },
  failed: { label: 'Failed', tone: 'bad', hint: 'All ten attempts failed. It can be sent again.' },
}

const errorWords: Readonly<Record<OutboundErrorCode | 'secret_unreadable', string>> = {
  secret_unreadable: 'Secret can’t be opened',
  url_invalid: 'Invalid URL',
  http_not_allowed: 'Plain http not allowed',
  address_unspecified: 'Unspecified address',
  address_loopback: 'Loopback address',
  address_private: 'Private address',
  address_shared: 'CGNAT address',
  address_link_local: 'Link-local address',
  address_metadata: 'Metadata address',
  address_mapped: 'Mapped address',
  address_multicast: 'Multicast address',
  address_reserved: 'Reserved address',
  name_not_resolved: 'Name not resolved',
  connection_refused: 'Connection refused',
  connection_failed: 'Host unreachable',
  tls_failed: 'TLS failed',
  timeout: 'Timed out after 20 s',
  interrupted: 'Connection lost',
}

/** The result of an attempt: an HTTP status, or why there was none. */
export function outcomeOf({ status, error }: { status: number | null; error: string | null }): string {
  if (status !== null) return String(status)
  return errorWords[error as keyof typeof errorWords] ?? error ?? ''
}

/** The last result of a delivery. */
export function lastOutcome({ lastStatus, lastError }: Pick<DeliveryView, 'lastStatus' | 'lastError'>) {
  return lastStatus === null && lastError === null
    ? null
    : outcomeOf({ status: lastStatus, error: lastError })
}

/** As `98 of 100`; null before any delivery has ended. */
export function successShare({ delivered, ended }: Pick<EndpointView, 'delivered' | 'ended'>) {
  return ended === 0 ? null : `${delivered} of ${ended}`
}
