/** The address of every page. Ids are encoded, so that a damaged one stays one segment. */
const segment = encodeURIComponent

const withNext = (path: string) => (next?: string | null) =>
  next == null ? path : `${path}?${new URLSearchParams({ next })}`

export const paths = {
  /** Starts the sign-in at a provider. `purpose`: `link` or `confirm` for a signed-in person. */
  providerSignIn: (side: 'operators' | 'sellers', query: { next?: string | null; purpose?: string } = {}) => {
    const given = Object.entries(query).filter(([, value]) => value != null) as [string, string][]
    const path = side === 'operators' ? '/ops/sign-in' : '/connect/sign-in'
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
  },

  connections: '/connect/connections',
  ownAccount: '/connect/me',
  connectLink: (token: string) => `/connect/link/${segment(token)}`,
  finish: (attemptId: string) => `/connect/finish/${segment(attemptId)}`,
  unfinished: (attemptId: string) => `/connect/unfinished/${segment(attemptId)}`,
  amazonError: '/connect/amazon-error',
  arrival: (attemptId: string) => `/connect/arrival/${segment(attemptId)}`,
  reauthorize: (authorizationId: string) => `/connect/${segment(authorizationId)}/re-authorize`,

  signIn: withNext('/sign-in'),
  secondStep: withNext('/sign-in/second-step'),
  signUp: withNext('/sign-up'),
  forgotPassword: '/forgot-password',
  diagnose: '/diagnose',
  resetDemo: '/demo/reset',

  overview: '/ops',
  authorizations: '/ops/authorizations',
  authorization: (id: string) => `/ops/authorizations/${segment(id)}`,
  selfAuthorize: '/ops/authorizations/new',
  imports: '/ops/imports',
  tokenImport: (id: string) => `/ops/imports/${segment(id)}`,
  importFailures: (id: string) => `/ops/imports/${segment(id)}/failures`,
  bulkActions: '/ops/bulk',
  newBulkAction: '/ops/bulk/new',
  bulkAction: (id: string) => `/ops/bulk/${segment(id)}`,
  bulkActionData: (id: string) => `/ops/bulk/${segment(id)}/data`,
  bulkActionExport: (id: string) => `/ops/bulk/${segment(id)}/export`,
  incidents: '/ops/incidents',
  incident: (id: string) => `/ops/incidents/${segment(id)}`,
  renewals: '/ops/renewals',
  links: '/ops/links',
  attempts: '/ops/attempts',
  attempt: (id: string) => `/ops/attempts/${segment(id)}`,
  calls: '/ops/calls',
  call: (id: string) => `/ops/calls/${segment(id)}`,
  comparedCalls: (id: string, other: string) => `/ops/calls/${segment(id)}?with=${segment(other)}`,
  operationsData: '/ops/data/operations',
  applications: '/ops/applications',
  application: (id: string) => `/ops/applications/${segment(id)}`,
  applicationSecret: (id: string) => `/ops/applications/${segment(id)}/secret`,
  newApplication: '/ops/applications/new',
  webhooks: '/ops/webhooks',
  newWebhook: '/ops/webhooks/new',
  webhook: (id: string) => `/ops/webhooks/${segment(id)}`,
  webhookSettings: (id: string) => `/ops/webhooks/${segment(id)}/settings`,
  webhookDelivery: (id: string, delivery: string) =>
    `/ops/webhooks/${segment(id)}/deliveries/${segment(delivery)}`,
  webhookData: (id: string) => `/ops/webhooks/${segment(id)}/data`,
  notifications: '/ops/notifications',
  outbox: '/ops/outbox',
  comingReminders: '/ops/outbox/coming',
  settings: '/ops/settings',
  audit: '/ops/audit',
  auditExport: '/ops/audit/export',
  authorizationsExport: '/ops/authorizations/export',
  people: '/ops/people',
  keys: '/ops/keys',
  agents: '/ops/keys/agents',
  encryption: '/ops/encryption',
  compliance: '/ops/compliance',
  ownProfile: '/ops/me',
  /** Asks for a confirmation, and leads to `next`. */
  confirm: withNext('/ops/confirm'),

  /** Streams of changes. */
  liveEvents: '/ops/events',
  ownLiveEvents: '/connect/events',
  /** JSON of a list, for the open dashboard. */
  data: (list: string) => `/ops/data/${segment(list)}`,
} as const
